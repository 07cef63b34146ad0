import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { csvRecords } from '../reading/csv.ts';
import { tidyText } from '../reading/decode.ts';
import type { ImportReport, Member } from '../importer.ts';

/** One entry of the place-of-service table, as read; `line` is the line or the element of the array, from 1. */
export type PlaceRecord = { line: number } & (
  { place: { code: string; name: string; description: string } } | { drop: string } | { reason: string }
);

/** CMS's table is 20 KB. */
const largestFile = 1 << 20;

const elementSchema = z.object({
  placeOfServiceCode: z.string(),
  placeOfServiceName: z.string(),
  placeOfServiceDescription: z.string().nullish(),
});

/**
 * The entries of a place-of-service table in either of its forms, without its header row.
 * @throws AppError `source-damaged` where the file is too large or is no JSON though it begins like one
 */
export async function* placeRecords(member: Member, report: ImportReport): AsyncGenerator<PlaceRecord> {
  const text = await textOf(member);
  if (text.startsWith('[')) {
    yield* elementsOf(text, member, report);
    return;
  }
  let first = true;
  const delimiter = (text.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
  for await (const { line, cells } of csvRecords(member, report, delimiter)) {
    const header = first && /\bcodes?\b/i.test(cells[0] ?? '') && /\bname\b/i.test(cells[1] ?? '');
    first = false;
    if (!header) yield { line, ...entryOf(cells[0] ?? '', cells[1] ?? '', cells[2] ?? '') };
  }
}

function* elementsOf(text: string, member: Member, report: ImportReport): Generator<PlaceRecord> {
  const elements = z.array(z.unknown()).safeParse(parsed(text, member));
  if (!elements.success) throw damaged(member);
  for (const [at, element] of elements.data.entries()) {
    report.line = at + 1;
    report.done = (at + 1) / elements.data.length;
    const found = elementSchema.safeParse(element);
    yield {
      line: at + 1,
      ...(found.success
        ? entryOf(
            found.data.placeOfServiceCode.trim(),
            tidyText(found.data.placeOfServiceName),
            tidyText(found.data.placeOfServiceDescription ?? ''),
          )
        : { reason: 'not a place of service' }),
    };
  }
}

type Entry = PlaceRecord extends infer R ? (R extends unknown ? Omit<R, 'line'> : never) : never;

function entryOf(code: string, name: string, description: string): Entry {
  if (/^\d{2} ?[-–] ?\d{2}$/.test(code) || /^unassigned\b/i.test(name)) return { drop: 'unassigned codes' };
  if (!/^\d{2}$/.test(code)) return { reason: `"${code.slice(0, 20)}" is not a place-of-service code` };
  if (name === '') return { reason: `${code}: the name is empty` };
  return { place: { code, name, description } };
}

async function textOf(member: Member): Promise<string> {
  const stream = await member.open();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
      chunks.push(chunk);
      size += chunk.length;
      if (size > largestFile) throw damaged(member);
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
}

function parsed(text: string, member: Member): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(member, { cause: error });
  }
}

function damaged(member: Member, options?: ErrorOptions): AppError {
  return new AppError(
    'source-damaged',
    `${member.name} is not a sound list of places of service. Download it again, or export it anew.`,
    options,
  );
}
