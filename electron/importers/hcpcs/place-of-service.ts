import type { Fact } from '../../codeset/facts.ts';
import { AppError } from '../../contract/errors.ts';
import type { Importer, ImportReport, Member, Probe } from '../importer.ts';
import { baseName } from '../reading/member-name.ts';
import type { PlaceRecord } from './place-of-service-records.ts';
import { placeRecords } from './place-of-service-records.ts';
import { publicSource } from '../reading/public-domain.ts';
import { drop, newReport, reject } from '../report.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** "(Effective January 1, 2017)" as CMS writes it at the end of a description. */
const effectiveDate = /effective (?:date of )?([A-Z][a-z]{2})[a-z]* (\d{1,2}), (20\d{2})/gi;
/** The newest codes and the day each took effect (CMS, "Place of Service Codes for Professional Claims"). */
const newestCodes: ReadonlyMap<string, string> = new Map([
  ['58', '2020-01-01'],
  ['10', '2022-01-01'],
  ['27', '2023-10-01'],
  ['66', '2024-08-01'],
]);

/**
 * Place-of-service codes. CMS publishes them as a web page; what is read is that table as a JSON array of
 * `{placeOfServiceCode, placeOfServiceName, placeOfServiceDescription}`, or as a comma- or tab-separated list of
 * code, name and, where it has one, description, with or without a header row. A record is one place; dates in the
 * descriptions stay text.
 */
export const placeOfService: Importer = {
  format: 'Place of Service code set',
  dataset: 'place-of-service',
  recognise: looksLikePlaces,
  async describe(member) {
    const begins = await newestDate(member);
    const edition = {
      name: `Place of Service ${months[Number(begins.slice(5, 7)) - 1]} ${begins.slice(0, 4)}`,
      line: 'hcpcs' as const,
      begins,
      // The code set has no releases: a place stays in it, and a newer table only adds to it.
      ends: null,
    };
    const what = 'Place of service codes and their descriptions';
    return { edition, source: publicSource('place-of-service', edition, member, what), notices: [] };
  },
  read: ([member], report) => readPlaces(member, report),
};

/** Two of the places tell such a list from any other with numbers of two digits. */
async function looksLikePlaces({ member, head }: Probe): Promise<boolean> {
  // The whole code set is 20 KB; a longer file is something else.
  if (member.size > head.length) return false;
  const places = new Map<string, string>();
  try {
    for await (const record of placeRecords(member, newReport())) {
      if ('place' in record) places.set(record.place.code, record.place.name);
      if ('reason' in record && places.size === 0) return false;
    }
  } catch {
    return false;
  }
  return /^office$/i.test(places.get('11') ?? '') && /^inpatient hospital$/i.test(places.get('21') ?? '');
}

/**
 * The day from which the list is as it is: a date in the file's name, else the newest of the dates in its
 * descriptions and of the days on which its newest codes took effect.
 */
async function newestDate(member: Member): Promise<string> {
  const named = /(?<!\d)20\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(baseName(member.name));
  if (named) return named[0];
  const dates: string[] = [];
  for await (const record of placeRecords(member, newReport())) {
    if (!('place' in record)) continue;
    const { code, description } = record.place;
    dates.push(...[newestCodes.get(code) ?? []].flat(), ...datesIn(description));
  }
  const newest = dates.toSorted().at(-1);
  if (newest !== undefined) return newest;
  throw new AppError(
    'source-unrecognised',
    `${member.name} is a list of places of service that does not say of when. Put its date into its name, for example place-of-service-2024-08-01.csv.`,
  );
}

function datesIn(text: string): string[] {
  return [...text.matchAll(effectiveDate)].flatMap(([, month = '', day = '', year = '']) => {
    const at = months.findIndex((name) => name.toLowerCase() === month.toLowerCase());
    return at < 0 ? [] : [`${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`];
  });
}

async function* readPlaces(member: Member, report: ImportReport): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  for await (const record of placeRecords(member, report)) {
    report.read += 1;
    if ('drop' in record) drop(report, record.drop);
    else if ('reason' in record) reject(report, record.line, record.reason);
    else if (seen.has(record.place.code))
      reject(report, record.line, `${record.place.code} is in the file twice; the first one is kept`);
    else {
      seen.add(record.place.code);
      report.kept += 1;
      yield factOf(record);
    }
  }
}

function factOf({ place: { code, name, description } }: Extract<PlaceRecord, { place: unknown }>): Fact {
  return {
    table: 'code',
    row: {
      system: 'pos',
      key: code,
      title: name,
      short: '',
      billable: null,
      parent: null,
      added: null,
      ended: null,
      detail: description === '' ? {} : { Description: description },
    },
  };
}
