import { addOnCodes } from './ncci/add-on-codes.ts';
import { editPairs } from './ncci/edit-pairs.ts';
import { clinicCsv } from './clinic/clinic-csv.ts';
import { cptDataFiles } from './cpt/cpt.ts';
import { drgComplications } from './icd10cm-lists/drg-complications.ts';
import { gemsFromIcd9, gemsToIcd9 } from './icd10cm-lists/gems.ts';
import { hccMappings } from './icd10cm-lists/hcc-mappings.ts';
import { hcpcsAnwebText } from './hcpcs/hcpcs-anweb-text.ts';
import { hcpcsAnwebXlsx } from './hcpcs/hcpcs-anweb-xlsx.ts';
import { icd10cmConversion } from './icd10cm/icd10cm-conversion.ts';
import { icd10cmGuidelines } from './guidelines/icd10cm-guidelines.ts';
import { icd10cmExternalIndex, icd10cmIndex } from './icd10cm/icd10cm-index.ts';
import { icd10cmOrder } from './icd10cm/icd10cm-order.ts';
import { icd10cmDrugs, icd10cmNeoplasms } from './icd10cm/icd10cm-table.ts';
import { icd10cmTabular } from './icd10cm/icd10cm-tabular.ts';
import { icd10pcsConversion } from './icd10pcs/icd10pcs-conversion.ts';
import { icd10pcsDefinitions } from './icd10pcs/icd10pcs-definitions.ts';
import { icd10pcsIndex } from './icd10pcs/icd10pcs-index.ts';
import { icd10pcsOrder } from './icd10pcs/icd10pcs-order.ts';
import { icd10pcsTables } from './icd10pcs/icd10pcs-tables.ts';
import type { Importer, Member } from './importer.ts';
import { mcdArticles, mcdLcds, mcdNcds } from './coverage/mcd.ts';
import { medicareCodeEditor } from './icd10cm-lists/medicare-code-editor.ts';
import { mpfsAnesthesia, mpfsAnesthesiaText } from './mpfs/mpfs-anesthesia.ts';
import { mpfsLocalityCounties } from './mpfs/mpfs-locality-counties.ts';
import { mpfsOppsCaps, mpfsOppsCapsText } from './mpfs/mpfs-opps-caps.ts';
import { mpfsPracticeCosts } from './mpfs/mpfs-practice-costs.ts';
import { mpfsPracticeCostsText } from './mpfs/mpfs-practice-costs-text.ts';
import { mpfsRelativeValues, mpfsRelativeValuesQpp } from './mpfs/mpfs-relative-values.ts';
import { mpfsRelativeValuesQppText, mpfsRelativeValuesText } from './mpfs/mpfs-relative-values-text.ts';
import { mpfsZipLocalities } from './mpfs/mpfs-zip-localities.ts';
import { icd10cmAddenda, icd10pcsAddenda } from './icd10cm/order-addenda.ts';
import { placeOfService } from './hcpcs/place-of-service.ts';
import { poaExempt } from './icd10cm-lists/poa-exempt.ts';
import { unitLimits } from './ncci/unit-limits.ts';

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
  icd10cmGuidelines,
  poaExempt,
  medicareCodeEditor,
  drgComplications,
  hccMappings,
  gemsToIcd9,
  gemsFromIcd9,
  icd10pcsOrder,
  icd10pcsAddenda,
  icd10pcsTables,
  icd10pcsIndex,
  icd10pcsDefinitions,
  icd10pcsConversion,
  hcpcsAnwebXlsx,
  hcpcsAnwebText,
  placeOfService,
  ...editPairs,
  ...unitLimits,
  ...addOnCodes,
  mpfsRelativeValues,
  mpfsRelativeValuesText,
  mpfsRelativeValuesQpp,
  mpfsRelativeValuesQppText,
  mpfsPracticeCosts,
  mpfsPracticeCostsText,
  mpfsLocalityCounties,
  mpfsAnesthesia,
  mpfsAnesthesiaText,
  mpfsOppsCaps,
  mpfsOppsCapsText,
  mpfsZipLocalities,
  cptDataFiles,
  mcdLcds,
  mcdArticles,
  mcdNcds,
  clinicCsv,
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

/** The first 64 KiB of a file: what an importer recognises it by. */
export async function headOf(member: Member): Promise<Buffer> {
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
