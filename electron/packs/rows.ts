import { z } from 'zod';
import type { Fact } from '../codeset/facts.ts';
import { factNames } from '../codeset/facts.ts';
import type { CodeRow, PageTextRow } from '../codeset/rows.ts';
import { blockSchema, dateSchema, sectionKinds, systemSchema } from '../contract/codes.ts';
import { FactsLine, factsIn } from './fact-lines.ts';
import { codePattern, PairsLine, pairsIn } from './pair-lines.ts';

/**
 * Raised when the lines below, or columns of the fact tables, change. It is not the schema of code-set files: a new kind
 * of index makes no pack old.
 */
export const rowsSchema = 1;

/** One step of a release: a row, or so many rows of the edition it is made from that are kept or left out. */
export type Step = Fact | { keep: number } | { skip: number };

const code = z.string().regex(codePattern);
const said = z.tuple([
  z.boolean(),
  dateSchema.nullable(),
  dateSchema.nullable(),
  z.union([z.literal(0), z.literal(1), z.literal(9)]),
  z.string(),
]);
const number = z.number().int().nonnegative();

/** One line of a pack's body. `release` begins the rows of the next release. */
const lineSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('release') }),
  z.strictObject({ is: z.literal('keep'), rows: number.positive() }),
  z.strictObject({ is: z.literal('skip'), rows: number.positive() }),
  z.strictObject({
    is: z.literal('code'),
    row: z.strictObject({
      system: systemSchema,
      key: z.string().regex(/^[0-9A-Z]{1,8}$/),
      title: z.string().min(1),
      short: z.string(),
      billable: z.boolean().nullable(),
      parent: z.string().nullable(),
      added: dateSchema.nullable(),
      ended: dateSchema.nullable(),
      detail: z.record(z.string(), z.string()),
    }) satisfies z.ZodType<CodeRow>,
  }),
  z.strictObject({
    is: z.literal('text'),
    row: z.strictObject({
      system: systemSchema,
      key: z.string(),
      kind: z.enum(['plain', ...sectionKinds]),
      block: blockSchema,
      source: z.string(),
      edition: z.string().nullable(),
    }) satisfies z.ZodType<PageTextRow>,
  }),
  /** Pairs of one column 1 code: column 2 codes, front-coded, and at the same place which of `said` is said of the pair. */
  z.strictObject({
    is: z.literal('pairs'),
    column1: code,
    said: z.array(said),
    column2: z.array(z.string().max(6)),
    which: z.array(number),
  }),
  /** Rows of a fact table, column by column; texts are front-coded. */
  z.strictObject({
    is: z.literal('facts'),
    table: z.enum(factNames),
    rows: number.positive(),
    columns: z.array(z.array(z.union([z.string(), z.number().int(), z.null(), z.array(z.string())]))),
  }),
]);
type Line = z.infer<typeof lineSchema>;

/** Puts the steps of one release into lines, `release` first. */
export function* linesOf(steps: Iterable<Step>): Generator<string> {
  yield JSON.stringify({ is: 'release' });
  let gathered: Gathered | undefined;
  for (const step of steps) {
    if (gathered?.take(step) === true) continue;
    if (gathered) yield gathered.text();
    gathered = gatheredFrom(step);
    if (!gathered) yield JSON.stringify(lineOf(step));
  }
  if (gathered) yield gathered.text();
}

/** A line that several rows go into. */
interface Gathered {
  /** False where the row does not belong here, or the line is full. */
  take(step: Step): boolean;
  text(): string;
}

function gatheredFrom(step: Step): Gathered | undefined {
  if (!('table' in step) || step.table === 'code' || step.table === 'text') return undefined;
  const one = step.table === 'editPair' ? new PairsLine(step.row.column1) : new FactsLine(step.table);
  one.take(step);
  return one;
}

function lineOf(step: Step): Line {
  if ('keep' in step) return { is: 'keep', rows: step.keep };
  if ('skip' in step) return { is: 'skip', rows: step.skip };
  if (step.table === 'code') return { is: 'code', row: { ...step.row, detail: { ...step.row.detail } } };
  if (step.table === 'text') return { is: 'text', row: step.row };
  throw new TypeError(`rows of ${step.table} are gathered`);
}

/**
 * Reads one line; null for the beginning of a release.
 * @throws ZodError, SyntaxError, TypeError
 */
export function stepsOf(text: string): Step[] | null {
  const line = lineSchema.parse(JSON.parse(text));
  switch (line.is) {
    case 'release':
      return null;
    case 'keep':
      return [{ keep: line.rows }];
    case 'skip':
      return [{ skip: line.rows }];
    case 'code':
      return [{ table: 'code', row: line.row }];
    case 'text':
      return [{ table: 'text', row: line.row }];
    case 'pairs':
      return pairsIn(line);
    case 'facts':
      return factsIn(line);
  }
}
