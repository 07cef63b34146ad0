import { z } from 'zod';
import type { StoredCode } from '../../codeset/reader.ts';
import type { Block } from '../../contract/codes.ts';

const detailSchema = z.record(z.string(), z.string());

/** The publisher's own fields of a code (HCPCS coverage, pricing, cross references …) as a table; none for most codes. */
export function officialFields(stored: StoredCode): Block | undefined {
  if (stored.detail === null) return undefined;
  const rows = Object.entries(detailSchema.parse(JSON.parse(stored.detail)));
  if (rows.length === 0) return undefined;
  return { type: 'table', caption: 'As published', columns: ['Field', 'Value'], rows };
}
