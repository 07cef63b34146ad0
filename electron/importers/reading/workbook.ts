import readWorkbook from 'read-excel-file/universal';
import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';
import { listZip } from './zip.ts';

/** One sheet: rows of cells as text, untrimmed; an empty cell is the empty string. */
export type SheetRows = readonly (readonly string[])[];

/** CMS's largest code list is 2 MB packed and 16 MB unpacked; the reader holds a whole workbook in memory. */
const largestPacked = 16 * 2 ** 20;
const largestUnpacked = 96 * 2 ** 20;

/** A workbook is read once, though recognising, describing and importing all ask for it. */
const held = new WeakMap<Member, Promise<SheetRows[]>>();

/** True when the bytes may be an Excel workbook (a zip). */
export function mayBeWorkbook(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PK\u0003\u0004';
}

/**
 * The sheets of an Excel workbook in their order; none for a zip that is something else.
 *
 * @throws AppError `source-damaged` when it cannot be read, `source-unrecognised` when it is too large to be ours
 */
export function sheetsOf(member: Member): Promise<SheetRows[]> {
  const known = held.get(member);
  if (known) return known;
  const reading = readSheets(member);
  held.set(member, reading);
  return reading;
}

async function readSheets(member: Member): Promise<SheetRows[]> {
  if (member.size > largestPacked) throw tooLarge(member);
  const bytes = await bytesOf(member);
  if (!(await isSoundWorkbook(member, bytes))) return [];
  try {
    const copy = new Uint8Array(bytes).buffer;
    const sheets = await readWorkbook(copy, { trim: false, parseNumber: (text) => text });
    return sheets.map(({ data }) => data.map((row) => row.map(cellText)));
  } catch (error) {
    throw new AppError(
      'source-damaged',
      `${member.name} could not be read as an Excel workbook. Download it again, or open it in Excel and save it anew.`,
      { cause: error },
    );
  }
}

/**
 * False for a zip that is no workbook. Reads every part once before the workbook reader does, so that sizes and
 * checksums are known to be true: the reader allocates what the zip claims.
 */
async function isSoundWorkbook(member: Member, bytes: Buffer): Promise<boolean> {
  const parts = await listZip({ label: member.name, from: bytes });
  if (!parts.some((part) => part.name === 'xl/workbook.xml')) return false;
  const unpacked = parts.reduce((sum, part) => sum + part.size, 0);
  if (unpacked > largestUnpacked) throw tooLarge(member);
  for (const part of parts) {
    for await (const chunk of await part.open()) void chunk;
  }
  return true;
}

async function bytesOf(member: Member): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await member.open()) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
    size += chunk.length;
    if (size > largestPacked) throw tooLarge(member);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Numbers arrive as written; a cell formatted as a date arrives as a `Date` and leaves as CMS writes dates. */
function cellText(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10).replaceAll('-', '');
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

function tooLarge(member: Member): AppError {
  return new AppError(
    'source-unrecognised',
    `${member.name} is larger than any workbook this program reads.`,
  );
}
