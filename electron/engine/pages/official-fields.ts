import { z } from 'zod';
import type { Block } from '../../contract/codes.ts';

const detailSchema = z.record(z.string(), z.string());

/**
 * The publisher's own fields of a code (HCPCS coverage, pricing, cross references …) as a table; none for most codes.
 *
 * @param detail as an edition's state of the code has them
 */
export function officialFields(detail: string | null): Block | undefined {
  if (detail === null) return undefined;
  const rows = Object.entries(detailSchema.parse(JSON.parse(detail)));
  if (rows.length === 0) return undefined;
  return { type: 'table', caption: 'As published', columns: ['Field', 'Value'], rows };
}
