import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Edition } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import type { Member } from '../importer.ts';
import { headerOf, mcdDate, mcdRows } from './mcd-file.ts';
import type { CoverageKind } from './mcd-tables.ts';
import { tableOf } from './mcd-tables.ts';
import { baseName } from '../reading/member-name.ts';
import { newReport } from '../report.ts';
import { openSource } from '../reading/source.ts';

/** The file of an export that holds its documents. */
export const documentFile: Readonly<Record<CoverageKind, string>> = {
  lcd: 'lcd.csv',
  article: 'article.csv',
  ncd: 'ncd_trkg.csv',
};
const names: Readonly<Record<CoverageKind, string>> = { lcd: 'LCDs', article: 'Articles', ncd: 'NCDs' };
const updated: Readonly<Record<CoverageKind, readonly string[]>> = {
  lcd: ['last_updated'],
  article: ['last_updated'],
  ncd: ['last_updt_tmstmp', 'last_clrnc_tmstmp'],
};

/**
 * How long an export answers. CMS posts one a week: the state of a Sunday on the Thursday after (that of 30 August
 * 2026 on 3 September). It is therefore current to the Wednesday ten days after that Sunday; and its newest change,
 * by which it is dated here, is of the week before the Sunday. With seven days it would end before it can be had.
 */
const daysHeld = 14;

/**
 * The edition of an export: a snapshot, dated by the folder or zip if it says a date, else by the newest change among
 * its documents. Every file of it must get the same date, so a file of codes looks at the documents beside it.
 *
 * @throws AppError `source-unrecognised` when neither says a date
 */
export async function mcdEdition(kind: CoverageKind, member: Member): Promise<Edition> {
  const begins = dateInNames(member) ?? (await dateOfDocuments(kind, member));
  if (begins === null) {
    const file = baseName(member.name);
    throw new AppError(
      'source-unrecognised',
      `${file} is part of an export of the Medicare Coverage Database, but ${documentFile[kind]}, which dates it, is not beside it. Choose the whole folder or zip of CSV files.`,
    );
  }
  const ends = new Date(`${begins}T00:00:00Z`);
  ends.setUTCDate(ends.getUTCDate() + daysHeld);
  return {
    name: `${names[kind]} of ${begins}`,
    line: 'coverage',
    begins,
    ends: ends.toISOString().slice(0, 10),
  };
}

/** True when the documents of this kind lie in the folder of the file. */
export async function besideDocuments(kind: CoverageKind, member: Member): Promise<boolean> {
  return (await documentsBeside(kind, member)) !== null;
}

function dateInNames({ name, source }: Member): string | null {
  const folders = [...name.split('/').slice(0, -1).toReversed(), basename(source)];
  for (const folder of folders) {
    const [, year, month, day] = /(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)/.exec(folder) ?? [];
    const date = mcdDate(`${year}-${month}-${day}`);
    if (date !== null) return date;
  }
  return null;
}

async function dateOfDocuments(kind: CoverageKind, member: Member): Promise<string | null> {
  const own = tableOf(kind, await headerOf(member))?.is === 'documents';
  if (own) return newestIn(kind, member);
  const documents = await documentsBeside(kind, member);
  return documents && remembered(kind, documents);
}

async function documentsBeside(kind: CoverageKind, { source, name }: Member): Promise<Member | null> {
  const folder = name.slice(0, -baseName(name).length);
  const wanted = `${folder}${documentFile[kind]}`.toLowerCase();
  // A file that was chosen alone is its own source; its neighbours are on the disk.
  const place = basename(source) === name ? join(dirname(source), documentFile[kind]) : source;
  try {
    const { members } = await openSource(place);
    return members.find((other) => other.name.toLowerCase() === wanted) ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The date that was found last: a dozen files in a row ask for that of the same documents. */
let last: { file: string; date: Promise<string | null> } | null = null;

async function remembered(kind: CoverageKind, documents: Member): Promise<string | null> {
  const { source, name, size } = documents;
  const changed = async (path: string): Promise<number> => (await stat(path)).mtimeMs;
  // Inside a zip the member's own path does not exist; then the zip's or the folder's time stands for it.
  const time = await changed(join(source, name)).catch(() => changed(source));
  const file = `${source} ${name} ${size} ${time}`;
  if (last?.file !== file) last = { file, date: newestIn(kind, documents) };
  return last.date;
}

async function newestIn(kind: CoverageKind, documents: Member): Promise<string | null> {
  let newest: string | null = null;
  for await (const { cell } of mcdRows(documents, newReport())) {
    for (const column of updated[kind]) {
      const date = mcdDate(cell(column));
      if (date !== null && (newest === null || date > newest)) newest = date;
    }
  }
  return newest;
}
