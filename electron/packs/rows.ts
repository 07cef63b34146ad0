import { z } from 'zod';
import type { Fact } from '../codeset/facts.ts';
import type { CodeRow, PageTextRow } from '../codeset/rows.ts';
import { blockSchema, dateSchema, sectionKinds, systemSchema } from '../contract/codes.ts';

/** One line of a pack's body. `release` begins the rows of the next release. */
const packLineSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('release') }),
  z.object({
    is: z.literal('code'),
    row: z.object({
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
  z.object({
    is: z.literal('text'),
    row: z.object({
      system: systemSchema,
      key: z.string(),
      kind: z.enum(['plain', ...sectionKinds]),
      block: blockSchema,
      source: z.string(),
      edition: z.string().nullable(),
    }) satisfies z.ZodType<PageTextRow>,
  }),
]);
export type PackLine = z.infer<typeof packLineSchema>;

/** @throws TypeError for a fact that public packs do not carry */
export function packLineOf(fact: Fact): PackLine {
  if (fact.table === 'code') return { is: 'code', row: { ...fact.row, detail: { ...fact.row.detail } } };
  if (fact.table === 'text') return { is: 'text', row: fact.row };
  throw new TypeError(`a public pack holds codes and texts, not ${fact.table}`);
}

export function parsePackLine(line: string): PackLine {
  return packLineSchema.parse(JSON.parse(line));
}
