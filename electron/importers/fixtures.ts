/** Files in the publishers' layouts, made for the tests of this folder. Nothing else imports this module. */
import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ZipFile } from 'yazl';
import { hcpcsColumns } from './hcpcs/hcpcs-columns.ts';
import type { HcpcsColumn } from './hcpcs/hcpcs-columns.ts';
import type { CodeRow } from '../codeset/rows.ts';
import type { Importer, ImportReport, Member } from './importer.ts';
import { newReport } from './report.ts';

/** A member held in memory, its bytes handed out in pieces of `step`. */
export function memberOf(name: string, content: string | Buffer, step = 1 << 16): Member {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return {
    source: name,
    name,
    size: bytes.length,
    open() {
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += step) pieces.push(bytes.subarray(at, at + step));
      return Promise.resolve(Readable.from(pieces, { objectMode: false }));
    },
  };
}

/**
 * A member whose bytes are made while they are read: `first`, then one piece over and over.
 *
 * @param look called before each piece
 */
export function endlessMember(
  name: string,
  piece: Buffer,
  size: number,
  { first = Buffer.alloc(0), look = () => {} }: { first?: Buffer; look?: () => void } = {},
): Member {
  const pieces = function* (): Generator<Buffer> {
    if (first.length > 0) yield first;
    for (let at = first.length; at < size; at += piece.length) {
      look();
      yield piece;
    }
  };
  return {
    source: name,
    name,
    size,
    open: () => Promise.resolve(Readable.from(pieces(), { objectMode: false })),
  };
}

/** The whole content of a member, one character a byte. */
export async function contentOf(member: Pick<Member, 'open'> | undefined): Promise<string> {
  if (!member) throw new Error('There is no such member.');
  return (await buffer(await member.open())).toString('latin1');
}

/** A zip of the given files; `stored` keeps them uncompressed, so that their bytes can be found and changed. */
export async function zipOf(
  files: Readonly<Record<string, string | Buffer>>,
  stored = false,
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    zip.addBuffer(bytes, name, { compress: !stored, mtime: new Date(0) });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** One line of an ICD-10-CM order file. */
export function orderLine(order: number, code: string, flag: string, title: string, short = title): string {
  const columns = [
    String(order).padStart(5, '0'),
    code.padEnd(7),
    flag,
    short.slice(0, 60).padEnd(60),
    title,
  ];
  return columns.join(' ');
}

/** A short order file: chapter A's first codes, one of each length, and the two shapes of category. */
export const orderFile = [
  orderLine(1, 'A00', '0', 'Cholera'),
  orderLine(2, 'A000', '1', 'Cholera due to Vibrio cholerae 01, biovar cholerae'),
  orderLine(3, 'A009', '1', 'Cholera, unspecified'),
  orderLine(4, 'C4A', '0', 'Merkel cell carcinoma'),
  orderLine(5, 'C4A0', '1', 'Merkel cell carcinoma of lip'),
  orderLine(6, 'I10', '1', 'Essential (primary) hypertension'),
  orderLine(7, 'QA0', '0', 'Neurodevelopmental disorders related to specific genetic pathogenic variants'),
  orderLine(8, 'S52', '0', 'Fracture of forearm'),
  orderLine(9, 'S520', '0', 'Fracture of upper end of ulna'),
  orderLine(10, 'S5200', '0', 'Unspecified fracture of upper end of ulna'),
  orderLine(11, 'S52001', '0', 'Unspecified fracture of upper end of right ulna'),
  orderLine(12, 'S52001A', '1', 'Unspecified fracture of upper end of right ulna, initial encounter'),
].join('\r\n');

export type HcpcsValues = Partial<Record<HcpcsColumn, string>>;

/** The text lines of one HCPCS record: its long description wrapped into continuation records. */
export function hcpcsTextLines(values: HcpcsValues): string[] {
  const code = (values.HCPC ?? '').padStart(5);
  const first = values.RECID ?? '3';
  return wrap(values['LONG DESCRIPTION'] ?? '').map((part, index) => {
    const sequence = String((index + 1) * 100).padStart(5, '0');
    const id = index === 0 ? first : String(Number(first) + 1);
    const own = index === 0 ? values : {};
    return place({ ...own, HCPC: code, SEQNUM: sequence, RECID: id, 'LONG DESCRIPTION': part });
  });
}

/** The same record as one row of the Excel form. */
export function hcpcsSheetRow(values: HcpcsValues): string[] {
  const row: HcpcsValues = { RECID: '3', ...values, HCPC: (values.HCPC ?? '').padStart(5), SEQNUM: '0010' };
  return hcpcsColumns.map(({ name }) => row[name] ?? '');
}

export const hcpcsHeader: string[] = hcpcsColumns.map(({ name }) => name);

function place(values: HcpcsValues): string {
  let line = '';
  for (const { name, start, end } of hcpcsColumns) {
    line = line.padEnd(start) + (values[name] ?? '').slice(0, end - start);
  }
  return line.padEnd(320);
}

/** As the publisher wraps: at blanks, a line holds 79 characters and a blank; only a longer word is cut, at 80. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > 79) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    for (; line.length > 79; line = line.slice(80)) lines.push(line.slice(0, 80));
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** A workbook of one sheet, every filled cell an inline string. */
export function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const links = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const sheet = rows.map(
    (row, at) => `<row r="${at + 1}">${row.map((cell, n) => cellXml(cell, n, at)).join('')}</row>`,
  );
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${links}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${links}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': Buffer.from(
      `<worksheet xmlns="${main}"><sheetData>${sheet.join('')}</sheetData></worksheet>`,
    ),
  });
}

function cellXml(text: string, column: number, row: number): string {
  if (text === '') return '';
  const high = Math.floor(column / 26);
  const letters = `${high > 0 ? String.fromCharCode(64 + high) : ''}${String.fromCharCode(65 + (column % 26))}`;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${letters}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

/** Reads all codes of a member with one importer. */
export async function readAll(
  importer: Importer,
  member: Member,
): Promise<{ rows: CodeRow[]; report: ImportReport }> {
  const report = newReport();
  const rows: CodeRow[] = [];
  for await (const fact of importer.read([member], report)) if (fact.table === 'code') rows.push(fact.row);
  return { rows, report };
}

/** The folder of real public files, or null where this checkout has none beside it. */
export function realFiles(): string | null {
  const folder = fileURLToPath(new URL('../../../shared/data', import.meta.url));
  return existsSync(folder) ? folder : null;
}
