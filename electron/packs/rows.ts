import { z } from 'zod';
import type { Fact, FactName } from '../codeset/facts.ts';
import { factNames, factTables } from '../codeset/facts.ts';
import type { CodeRow, EditPairRow, PageTextRow } from '../codeset/rows.ts';
import { blockSchema, dateSchema, sectionKinds, systemSchema } from '../contract/codes.ts';

/**
 * Raised when the lines below, or columns of the fact tables, change. It is not the schema of code-set files: a new kind
 * of index makes no pack old.
 */
export const rowsSchema = 1;

/** One step of a release: a row, or so many rows of the edition it is made from that are kept or left out. */
export type Step = Fact | { keep: number } | { skip: number };

const code = z.string().regex(/^[0-9A-Z]{5}$/);
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
  /** Pairs of one column 1 code: column 2 codes, and at the same place which of `said` is said of the pair. */
  z.strictObject({
    is: z.literal('pairs'),
    column1: code,
    said: z.array(said),
    column2: z.array(code),
    which: z.array(number),
  }),
  /** A row of a fact table, in the order of its columns. */
  z.strictObject({
    is: z.literal('fact'),
    table: z.enum(factNames),
    row: z.array(z.union([z.string(), z.number().int(), z.null(), z.array(z.string())])),
  }),
]);
type Line = z.infer<typeof lineSchema>;

/** Pairs that one line holds at most. */
const mostPairs = 4096;

/** Puts the steps of one release into lines, `release` first. */
export function* linesOf(steps: Iterable<Step>): Generator<string> {
  yield JSON.stringify({ is: 'release' });
  let pairs: PairsLine | undefined;
  for (const step of steps) {
    if ('table' in step && step.table === 'editPair') {
      if (pairs?.takes(step.row) !== true) {
        if (pairs) yield pairs.text();
        pairs = new PairsLine(step.row.column1);
      }
      pairs.add(step.row);
      continue;
    }
    if (pairs) yield pairs.text();
    pairs = undefined;
    yield JSON.stringify(lineOf(step));
  }
  if (pairs) yield pairs.text();
}

function lineOf(step: Exclude<Step, { table: 'editPair' }>): Line {
  if ('keep' in step) return { is: 'keep', rows: step.keep };
  if ('skip' in step) return { is: 'skip', rows: step.skip };
  if (step.table === 'code') return { is: 'code', row: { ...step.row, detail: { ...step.row.detail } } };
  if (step.table === 'text') return { is: 'text', row: step.row };
  const row: Readonly<Record<string, unknown>> = step.row;
  const values = Object.keys(factTables[step.table].columns).map((column) => row[column]);
  // `stepsOf` checks every value against its column; here they come out of a database that has.
  return { is: 'fact', table: step.table, row: values as (string | number | null)[] };
}

class PairsLine {
  readonly #column1: string;
  readonly #said: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #column2: string[] = [];
  readonly #which: number[] = [];

  constructor(column1: string) {
    this.#column1 = column1;
  }

  takes({ column1 }: EditPairRow): boolean {
    return column1 === this.#column1 && this.#column2.length < mostPairs;
  }

  add({ column2, before1996, effective, deleted, modifier, rationale }: EditPairRow): void {
    const text = JSON.stringify([before1996, effective, deleted, modifier, rationale]);
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#said.length;
      this.#places.set(text, place);
      this.#said.push(text);
    }
    this.#column2.push(column2);
    this.#which.push(place);
  }

  text(): string {
    const [column1, column2, which] = [this.#column1, this.#column2, this.#which].map((one) =>
      JSON.stringify(one),
    );
    return `{"is":"pairs","column1":${column1},"said":[${this.#said.join(',')}],"column2":${column2},"which":${which}}`;
  }
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
      return line.column2.map((column2, at) => {
        const fact = line.said[line.which[at] ?? -1];
        if (!fact) throw new TypeError('a pair of which nothing is said');
        const [before1996, effective, deleted, modifier, rationale] = fact;
        const row = { column1: line.column1, column2, before1996, effective, deleted, modifier, rationale };
        return { table: 'editPair', row };
      });
    case 'fact':
      return [factOf(line.table, line.row)];
  }
}

function factOf(name: FactName, values: readonly unknown[]): Fact {
  const columns = Object.entries(factTables[name].columns);
  if (columns.length !== values.length) throw new TypeError(`a row of ${name} that has not its columns`);
  const row: Record<string, unknown> = {};
  for (const [at, [column, kind]] of columns.entries()) {
    const value = values[at];
    if (!fits(kind, value)) throw new TypeError(`${column} of ${name} is no ${kind}`);
    row[column] = value;
  }
  // Each column has just been checked against the table's own kinds.
  return { table: name, row } as Fact;
}

function fits(kind: string, value: unknown): boolean {
  if (value === null) return kind.endsWith('?');
  if (kind === 'list') return Array.isArray(value);
  return kind.startsWith('text') ? typeof value === 'string' : typeof value === 'number';
}
