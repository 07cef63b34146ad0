import { hcpcsAnwebText } from './hcpcs-anweb-text.ts';
import { hcpcsAnwebXlsx } from './hcpcs-anweb-xlsx.ts';
import { icd10cmConversion } from './icd10cm-conversion.ts';
import { icd10cmExternalIndex, icd10cmIndex } from './icd10cm-index.ts';
import { icd10cmOrder } from './icd10cm-order.ts';
import { icd10cmDrugs, icd10cmNeoplasms } from './icd10cm-table.ts';
import { icd10cmTabular } from './icd10cm-tabular.ts';
import { icd10pcsConversion } from './icd10pcs-conversion.ts';
import { icd10pcsDefinitions } from './icd10pcs-definitions.ts';
import { icd10pcsIndex } from './icd10pcs-index.ts';
import { icd10pcsOrder } from './icd10pcs-order.ts';
import { icd10pcsTables } from './icd10pcs-tables.ts';
import type { Importer, Member } from './importer.ts';
import { icd10cmAddenda, icd10pcsAddenda } from './order-addenda.ts';

/** Every format this build reads. Where two hold the same edition the earlier one is used. */
export const importers: readonly Importer[] = [
  icd10cmOrder,
  icd10cmAddenda,
  icd10cmTabular,
  icd10cmIndex,
  icd10cmExternalIndex,
  icd10cmNeoplasms,
  icd10cmDrugs,
  icd10cmConversion,
  icd10pcsOrder,
  icd10pcsAddenda,
  icd10pcsTables,
  icd10pcsIndex,
  icd10pcsDefinitions,
  icd10pcsConversion,
  hcpcsAnwebXlsx,
  hcpcsAnwebText,
];

const headLength = 1 << 16;

/**
 * Finds the format of a file by its content; null when this build does not read it.
 * @throws AppError `source-damaged` when the file cannot be read
 */
export async function recognise(member: Member): Promise<Importer | null> {
  if (member.size === 0) return null;
  const probe = { member, head: await headOf(member) };
  for (const importer of importers) {
    if (await importer.recognise(probe)) return importer;
  }
  return null;
}

async function headOf(member: Member): Promise<Buffer> {
  const stream = await member.open();
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
      chunks.push(chunk);
      length += chunk.length;
      if (length >= headLength) break;
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks).subarray(0, headLength);
}
