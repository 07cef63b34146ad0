import { AppError } from '../../contract/errors.ts';
import type { Fact } from '../../codeset/facts.ts';
import { mpfsQuarterEdition } from './edition-mpfs.ts';
import type { Importer, ImportReport, Member, Probe } from '../importer.ts';
import { headLines, linesOf } from '../reading/lines.ts';
import { baseName } from '../reading/member-name.ts';
import type { Keys, Outcome } from './mpfs-records.ts';
import { keepRecords, longestTextRecord, mostly, textRecords } from './mpfs-records.ts';
import { mpfsDescription, publicDomain } from './mpfs-source.ts';

/**
 * One record of the ZIP Code to Carrier Locality File, 80 characters, positions from 1 (CMS's ZIP5lyout.txt and
 * ZIP9lyout.txt, which come with it): 1–2 state, 3–7 ZIP code, 8–12 carrier, 13–14 pricing locality, 15 rural
 * indicator (blank urban, R rural, B super rural), 16–17 laboratory bidding locality, 18 former rural indicator,
 * 21 plus-four flag, 22–25 plus four (ZIP9 only), 23 or 32 Part B payment indicator, 76–80 year and quarter YYYYQ.
 */
const record = new RegExp(
  [
    '^(?<state>[A-Z]{2})(?<zip>\\d{5})(?<mac>\\d{5})(?<locality>\\d{2})(?<rural>[ RB]).{5}',
    '(?<flag>[01])(?<plusFour>.{4}).{50}(?<quarter>20\\d{2}[1-4]) *$',
  ].join(''),
);

interface ZipRecord {
  state: string;
  zip: string;
  mac: string;
  locality: string;
  rural: string;
  flag: string;
  plusFour: string;
  quarter: string;
}

function cutRecord(line: string): ZipRecord | null {
  const groups = line.length > longestTextRecord ? undefined : record.exec(line)?.groups;
  if (!groups) return null;
  const { state = '', zip = '', mac = '', locality = '', rural = '' } = groups;
  const { flag = '', plusFour = '', quarter = '' } = groups;
  return { state, zip, mac, locality, rural, flag, plusFour, quarter };
}

/**
 * CMS's ZIP Code to Carrier Locality File: ZIP5 with every ZIP code, and ZIP9 with the nine-digit codes of those
 * that span localities. Either or both make a release; it answers for the quarter printed in its records. A record
 * is a line.
 */
export const mpfsZipLocalities: Importer = {
  format: 'ZIP Code to Carrier Locality File',
  dataset: 'zip-localities',
  parts: true,
  recognise: ({ member, head }: Probe) => mostly(headLines(head, head.length >= member.size), record),
  async describe(member) {
    const edition = mpfsQuarterEdition('ZIP localities', await quarterOf(member));
    return mpfsDescription(member, 'zip-localities', edition, publicDomain);
  },
  read: readFiles,
};

async function quarterOf(member: Member): Promise<string> {
  for await (const { text } of linesOf(member)) {
    const quarter = cutRecord(text)?.quarter;
    if (quarter !== undefined) return quarter;
  }
  throw new AppError(
    'source-damaged',
    `${baseName(member.name)} has no record with its year and quarter. Download it again.`,
  );
}

async function* readFiles(files: readonly [Member, ...Member[]], report: ImportReport): AsyncGenerator<Fact> {
  const quarter = await quarterOf(files[0]);
  const seen = new ZipKeys();
  for (const member of files) {
    yield* keepRecords(
      textRecords(linesOf(member, report)),
      report,
      ({ text }) => outcomeOf(text, quarter),
      seen,
    );
  }
}

function outcomeOf(line: string, release: string): Outcome {
  const cut = cutRecord(line);
  if (!cut) return { reason: 'the fields are not in the columns of a ZIP code file' };
  const { state, zip, mac, locality, rural, flag, quarter } = cut;
  if (quarter !== release) return { reason: `${zip}: of ${quarter}, but the release is of ${release}` };
  // In ZIP5 the place holds a blank and the Part B payment indicator.
  const plusFour = /^\d{4}$/.test(cut.plusFour) ? cut.plusFour : '';
  const needsPlusFour = plusFour === '' && flag === '1' ? 1 : 0;
  const row = { zip, plusFour, state, mac, locality, rural: rural.trim(), needsPlusFour };
  return {
    key: plusFour === '' ? zip : `${zip}-${plusFour}`,
    fact: { table: 'zipLocality', row },
  };
}

/** The keys of a million nine-digit codes, one bit each: a page of 10,001 bits a ZIP code, 125 MB at the very most. */
class ZipKeys implements Keys {
  readonly #pages = new Map<string, Uint8Array>();

  has(key: string): boolean {
    const { byte, bit } = bitOf(key);
    return ((this.#pages.get(key.slice(0, 5))?.[byte] ?? 0) & bit) !== 0;
  }

  add(key: string): void {
    const { byte, bit } = bitOf(key);
    const page = this.#pages.get(key.slice(0, 5)) ?? new Uint8Array(1251);
    page[byte] = (page[byte] ?? 0) | bit;
    this.#pages.set(key.slice(0, 5), page);
  }
}

function bitOf(key: string): { byte: number; bit: number } {
  const at = key.length > 5 ? Number(key.slice(6)) : 10_000;
  return { byte: at >> 3, bit: 1 << (at & 7) };
}
