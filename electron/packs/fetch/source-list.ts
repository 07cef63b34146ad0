import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { systemCode } from '../../codeset/disk-errors.ts';
import { lineSchema } from '../../contract/codes.ts';
import { datasetSchema } from '../../contract/editions.ts';
import { AppError } from '../../contract/errors.ts';
import { webAddressSchema } from '../../contract/web-address.ts';

const words = z.array(z.string().regex(/^[a-z0-9]{2,30}$/)).max(12);

/** Where a publisher's zips are: a page that links to them, or one zip. `{fiscalYear}` stands for the current one. */
const placeSchema = z.union([
  z.strictObject({
    page: webAddressSchema,
    /** Beginnings of words that a link's address or text must all have. Names vary from year to year; these do not. */
    words: words.min(1),
    /** Beginnings of words that it must not have. */
    without: words.default([]),
  }),
  z.strictObject({ file: webAddressSchema }),
]);
export type Place = z.infer<typeof placeSchema>;

export const publicSourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/),
  line: lineSchema,
  /** "ICD-10-CM codes" */
  title: z.string().min(1).max(120),
  /** "CMS" */
  publisher: z.string().min(1).max(120),
  /** What its files hold. */
  datasets: z.array(datasetSchema).min(1).max(20),
  /** How editions are named: by fiscal year (and April update), or by quarter. */
  cycle: z.enum(['fiscal-year', 'quarter']),
  /** Hosts that its pages may lead to besides their own. */
  hosts: z.array(z.string().max(200)).max(10).default([]),
  /** In order of preference: the next one is looked at when one gives nothing. */
  places: z.array(placeSchema).min(1).max(10),
});
export type PublicSource = z.infer<typeof publicSourceSchema>;

/** The whole file. */
export const sourceListSchema = z.strictObject({
  format: z.literal('case2code sources'),
  version: z.literal(1),
  /** For people: where the addresses come from, and when they were checked. */
  notes: z.array(z.string()).default([]),
  sources: z.array(publicSourceSchema).max(100),
});

/**
 * The list of public sources: the program's own, in which the user's own file replaces entries of the same id and adds
 * others. Addresses change; a clinic must not wait for a new version of the program.
 *
 * @param own may be missing
 * @throws AppError `source-damaged`, naming the file and what is wrong in it; `not-found` for the program's own
 */
export async function readSources(builtIn: string, own: string): Promise<PublicSource[]> {
  const ours = await readList(builtIn);
  if (ours === null) {
    throw new AppError('not-found', `${builtIn} is missing. Install the program again.`);
  }
  const theirs = (await readList(own)) ?? [];
  const added = theirs.filter(({ id }) => !ours.some((one) => one.id === id));
  return [...ours.map((source) => theirs.find(({ id }) => id === source.id) ?? source), ...added];
}

async function readList(file: string): Promise<PublicSource[] | null> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw unreadable(file, 'it is not JSON', error);
  }
  const list = sourceListSchema.safeParse(json);
  if (!list.success) throw unreadable(file, z.prettifyError(list.error).slice(0, 500), list.error);
  return list.data.sources;
}

function unreadable(file: string, why: string, cause: unknown): AppError {
  return new AppError(
    'source-damaged',
    `The list of public sources in ${file} could not be read: ${why}. Nothing was downloaded. Correct the file or remove it.`,
    { cause },
  );
}
