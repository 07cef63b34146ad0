import type { Fact } from '../../codeset/facts.ts';
import type { CodeRow } from '../../codeset/rows.ts';
import { AppError } from '../../contract/errors.ts';
import { readCptHeader } from './cpt-header.ts';
import type { CptRole, DescriptorRole } from './cpt-lines.ts';
import { cptLines, parseCptLine, roleOf } from './cpt-lines.ts';
import { cptModifiers, modifierHeader } from './cpt-modifiers.ts';
import type { Description, Importer, ImportReport, Member } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import { newReport, reject } from '../report.ts';

/** The category of a code by its last character; digits are Category I. */
const categories: Readonly<Record<string, string>> = {
  A: 'I (immunization administration)',
  F: 'II',
  M: 'MAAA',
  T: 'III',
  U: 'PLA',
};
const fileNames: Readonly<Record<CptRole, string>> = {
  long: 'LONGULT.txt',
  medium: 'MEDU.txt',
  short: 'SHORTU.txt',
  modifiers: 'MODUL.txt',
};
const mostHeaderLines = 400;

/**
 * The AMA's CPT data files, as a licensee receives them: LONGULT.txt, MEDU.txt and SHORTU.txt (and MODUL.txt) of one
 * folder are one release. LONGULT gives the codes, so it must be there. MEDU and SHORTU only add a second and third
 * wording, and some deliveries lack them; but one that is there must hold the same codes, for files that differ come
 * from two releases or were cut off, and then a descriptor could stand beside a code of another year.
 *
 * The record is a code (its lines in the three files are one), a modifier, or a line of any of them that cannot be
 * read. Layout: the loaders that the AMA's engineering group and the US VA (ISAAC) have published.
 */
export const cptDataFiles: Importer = {
  format: 'CPT data file',
  dataset: 'cpt-codes',
  parts: true,
  recognise({ member, head }) {
    return roleOf(headLines(head, head.length >= member.size), baseName(member.name)) !== null;
  },
  async describe(member): Promise<Description> {
    const role = await roleIn(member);
    const lines =
      role === 'modifiers' ? await modifierHeader(member) : await headerOf(member, role ?? 'long');
    const { edition, notice, notices } = readCptHeader(member, lines);
    const source = {
      id: `cpt-codes:${edition.begins}`,
      publisher: 'American Medical Association',
      document: baseName(member.name),
      notice,
    };
    return { edition, source, notices };
  },
  read: readRelease,
};

async function* readRelease(
  files: readonly [Member, ...Member[]],
  report: ImportReport,
): AsyncGenerator<Fact> {
  const parts = await sortOut(files);
  const long = parts.get('long');
  if (!long) {
    throw damaged(
      `${namesOf(files)}: ${fileNames.long} of the same release is missing, and it holds the codes.`,
    );
  }
  const medium = await descriptorsIn(parts.get('medium'), 'medium', report);
  const short = await descriptorsIn(parts.get('short'), 'short', report);
  const codes = await codesIn(long);
  if (medium) compare(codes, medium);
  if (short) compare(codes, short);
  for await (const { code, text } of recordsOf(long, 'long', report)) {
    report.read += 1;
    report.kept += 1;
    const row = codeRow(code, text, medium?.texts.get(code), short?.texts.get(code));
    yield { table: 'code', row };
  }
  const modifiers = parts.get('modifiers');
  if (!modifiers) return;
  for await (const row of cptModifiers(modifiers, report)) yield { table: 'code', row };
}

function codeRow(
  code: string,
  title: string,
  medium: string | undefined,
  short: string | undefined,
): CodeRow {
  const category = /\d$/.test(code) ? 'I' : categories[code.slice(-1)];
  return {
    system: 'cpt',
    key: code,
    title,
    short: short ?? '',
    billable: null,
    parent: null,
    added: null,
    ended: null,
    detail: {
      ...(medium === undefined ? {} : { 'Medium descriptor': medium }),
      ...(category === undefined ? {} : { Category: category }),
    },
  };
}

/** Codes of one file, each once; lines that are no code, and second ones, go to the report. */
async function* recordsOf(
  member: Member,
  role: DescriptorRole,
  report: ImportReport,
): AsyncGenerator<{ code: string; text: string }> {
  const seen = new Set<string>();
  for await (const { isData, number, text } of cptLines(member, role, report)) {
    if (!isData) continue;
    const record = parseCptLine(text, role);
    const reason =
      'reason' in record
        ? record.reason
        : seen.has(record.code)
          ? `${record.code} is in the file twice; the first one is kept`
          : null;
    if ('code' in record && reason === null) {
      seen.add(record.code);
      yield record;
    } else {
      report.read += 1;
      reject(report, number, `${baseName(member.name)}: ${reason}`);
    }
  }
}

interface Descriptors {
  file: string;
  texts: Map<string, string>;
}

async function descriptorsIn(
  member: Member | undefined,
  role: DescriptorRole,
  report: ImportReport,
): Promise<Descriptors | null> {
  if (!member) return null;
  const texts = new Map<string, string>();
  for await (const { code, text } of recordsOf(member, role, report)) texts.set(code, text);
  return { file: baseName(member.name), texts };
}

async function codesIn(long: Member): Promise<{ file: string; codes: Set<string> }> {
  const codes = new Set<string>();
  for await (const { code } of recordsOf(long, 'long', newReport())) codes.add(code);
  return { file: baseName(long.name), codes };
}

function compare({ file, codes }: { file: string; codes: Set<string> }, other: Descriptors): void {
  const missing = [...codes].find((code) => !other.texts.has(code));
  const added = [...other.texts.keys()].find((code) => !codes.has(code));
  if (missing === undefined && added === undefined) return;
  const examples = [
    missing === undefined ? [] : `${missing} is only in ${file}`,
    added === undefined ? [] : `${added} is only in ${other.file}`,
  ].flat();
  throw damaged(
    `${file} holds ${codes.size} codes and ${other.file} ${other.texts.size}; ${examples.join(', ')}. They are not of one release, or one is cut off.`,
  );
}

/** @throws AppError when two files are the same part: two releases were mixed */
async function sortOut(files: readonly Member[]): Promise<Map<CptRole, Member>> {
  const parts = new Map<CptRole, Member>();
  for (const member of files) {
    const role = await roleIn(member);
    const other = role === null ? undefined : parts.get(role);
    if (role === null) throw damaged(`${member.name} does not have the layout of a CPT data file.`);
    if (other) throw damaged(`${other.name} and ${member.name} are both a ${fileNames[role]}.`);
    parts.set(role, member);
  }
  return parts;
}

async function roleIn(member: Member): Promise<CptRole | null> {
  const lines: string[] = [];
  for await (const { text } of linesOf(member)) {
    if (text.trim() !== '') lines.push(text.slice(0, 1000));
    if (lines.length >= 2 * mostHeaderLines) break;
  }
  return roleOf(lines, baseName(member.name));
}

async function headerOf(member: Member, role: DescriptorRole): Promise<string[]> {
  const lines: string[] = [];
  for await (const { isData, text } of cptLines(member, role)) {
    if (isData || lines.length >= mostHeaderLines) break;
    lines.push(text.slice(0, 1000));
  }
  return lines;
}

function namesOf(files: readonly Member[]): string {
  return files.map(({ name }) => name).join(', ');
}

function damaged(what: string): AppError {
  return new AppError(
    'source-damaged',
    `${what} Choose the folder or zip of one CPT release as the AMA delivered it.`,
  );
}
