/** One small sound file of every format that the registry reads, for tests. Nothing else imports this module. */
import { clinicCsv } from './clinic/clinic-csv.ts';
import { clinicFile } from './clinic/fixtures-clinic.ts';
import { articleExport, lcdExport, ncdExport } from './coverage/mcd-fixtures.ts';
import { mcdArticles, mcdLcds, mcdNcds } from './coverage/mcd.ts';
import { longFile, wideFile } from './cpt/cpt-fixtures.ts';
import { cptDataFiles } from './cpt/cpt.ts';
import { hcpcsHeader, hcpcsSheetRow, orderFile, workbookOf } from './fixtures.ts';
import { guidelines } from './guidelines/fixtures-guidelines.ts';
import { icd10cmGuidelines } from './guidelines/icd10cm-guidelines.ts';
import * as hcpcs from './hcpcs/fixtures-hcpcs.ts';
import { hcpcsAnwebText } from './hcpcs/hcpcs-anweb-text.ts';
import { hcpcsAnwebXlsx } from './hcpcs/hcpcs-anweb-xlsx.ts';
import { placeOfService } from './hcpcs/place-of-service.ts';
import { drgComplications } from './icd10cm-lists/drg-complications.ts';
import * as lists from './icd10cm-lists/fixtures-lists.ts';
import { gemsFromIcd9, gemsToIcd9 } from './icd10cm-lists/gems.ts';
import { hccMappings } from './icd10cm-lists/hcc-mappings.ts';
import { medicareCodeEditor } from './icd10cm-lists/medicare-code-editor.ts';
import { poaExempt } from './icd10cm-lists/poa-exempt.ts';
import * as icd from './icd10cm/fixtures-icd.ts';
import { icd10cmConversion } from './icd10cm/icd10cm-conversion.ts';
import { icd10cmExternalIndex, icd10cmIndex } from './icd10cm/icd10cm-index.ts';
import { icd10cmOrder } from './icd10cm/icd10cm-order.ts';
import { icd10cmDrugs, icd10cmNeoplasms } from './icd10cm/icd10cm-table.ts';
import { icd10cmTabular } from './icd10cm/icd10cm-tabular.ts';
import * as xml from './icd10cm/icd10cm-xml-fixtures.ts';
import { icd10cmAddenda, icd10pcsAddenda } from './icd10cm/order-addenda.ts';
import * as pcs from './icd10pcs/fixtures-pcs.ts';
import { icd10pcsConversion } from './icd10pcs/icd10pcs-conversion.ts';
import { icd10pcsDefinitions } from './icd10pcs/icd10pcs-definitions.ts';
import { icd10pcsIndex } from './icd10pcs/icd10pcs-index.ts';
import { icd10pcsOrder } from './icd10pcs/icd10pcs-order.ts';
import { icd10pcsTables } from './icd10pcs/icd10pcs-tables.ts';
import type { Importer } from './importer.ts';
import * as mpfs from './mpfs/mpfs-fixtures.ts';
import { mpfsAnesthesia, mpfsAnesthesiaText } from './mpfs/mpfs-anesthesia.ts';
import { mpfsLocalityCounties } from './mpfs/mpfs-locality-counties.ts';
import { mpfsOppsCaps, mpfsOppsCapsText } from './mpfs/mpfs-opps-caps.ts';
import { mpfsPracticeCostsText } from './mpfs/mpfs-practice-costs-text.ts';
import { mpfsPracticeCosts } from './mpfs/mpfs-practice-costs.ts';
import { mpfsRelativeValuesQppText, mpfsRelativeValuesText } from './mpfs/mpfs-relative-values-text.ts';
import { mpfsRelativeValues, mpfsRelativeValuesQpp } from './mpfs/mpfs-relative-values.ts';
import { mpfsZipLocalities } from './mpfs/mpfs-zip-localities.ts';
import { addOnCodes } from './ncci/add-on-codes.ts';
import { editPairs } from './ncci/edit-pairs.ts';
import * as ncci from './ncci/fixtures-ncci.ts';
import { unitLimits } from './ncci/unit-limits.ts';

export interface Sample {
  importer: Importer;
  /** Content by name. All files of a sample are of its importer and together one release. */
  files: Readonly<Record<string, Buffer>>;
}

type Content = string | Buffer | Promise<Buffer>;

async function sampleOf(importer: Importer, files: Readonly<Record<string, Content>>): Promise<Sample> {
  const contents = Object.entries(files).map(
    async ([name, content]) => [name, Buffer.from((await content) as string)] as const,
  );
  return { importer, files: Object.fromEntries(await Promise.all(contents)) };
}

/** One of several importers of a list by what its format is called. */
function named(importers: readonly Importer[], format: string): Importer {
  const found = importers.find((one) => one.format === format);
  if (!found) throw new Error(`No importer is called "${format}".`);
  return found;
}

const hcpcsRecords = [hcpcs.shoe, hcpcs.modifier, hcpcs.oneLine];
const anesthesiaRow = '02102 ,01 ,ALASKA*,27.86 ';
const oppsCap = 'G0001,TC,A,1112,5,150.69,149.00';

/** In no order of importance; every importer of the registry has one. */
export const samples: readonly Sample[] = await Promise.all([
  sampleOf(icd10cmOrder, { 'icd10cm_order_2026.txt': orderFile }),
  sampleOf(icd10cmAddenda, { 'order_addenda_2026.txt': icd.cmAddendaFile }),
  sampleOf(icd10cmTabular, { 'icd10cm_tabular_2021.xml': xml.smallTabular }),
  sampleOf(icd10cmIndex, { 'icd10cm_index_2017.xml': xml.smallIndex }),
  sampleOf(icd10cmExternalIndex, { 'icd10cm_eindex_2017.xml': xml.smallExternalIndex }),
  sampleOf(icd10cmNeoplasms, { 'icd10cm_neoplasm_2026.xml': xml.smallTable }),
  sampleOf(icd10cmDrugs, { 'icd10cm_drug_2026.xml': xml.smallDrugs }),
  sampleOf(icd10cmConversion, { 'TABLE-FY2026.xlsx': icd.conversionBook(icd.conversionRows) }),
  sampleOf(icd10cmGuidelines, { 'ICD-10-CM-October-2025-Guidelines.txt': guidelines }),
  sampleOf(poaExempt, { 'POAexemptCodesFY26.txt': lists.poaSmall }),
  sampleOf(medicareCodeEditor, { 'mce.txt': lists.editorTable(lists.newborn) }),
  sampleOf(drgComplications, {
    'msdrg_v40_G.txt': lists.appendixG.join('\r\n'),
    'msdrg_v40_H.txt': lists.appendixH.join('\r\n'),
  }),
  sampleOf(hccMappings, {
    '2026 Initial ICD-10-CM Mappings.csv': lists.hccFile('A0104,"Typhoid, arthritis",39,92,,Yes'),
  }),
  sampleOf(gemsToIcd9, { '2018_I10gem.txt': lists.toIcd9.join('\r\n') }),
  sampleOf(gemsFromIcd9, { '2018_I9gem.txt': lists.fromIcd9.join('\r\n') }),
  sampleOf(icd10pcsOrder, { 'icd10pcs_order_2026.txt': pcs.pcsOrderFile }),
  sampleOf(icd10pcsAddenda, { 'order_addenda_2026.txt': icd.pcsAddendaFile }),
  sampleOf(icd10pcsTables, { 'icd10pcs_tables_2026.xml': pcs.tables }),
  sampleOf(icd10pcsIndex, { 'icd10pcs_index_2026.xml': pcs.pcsIndexFile }),
  sampleOf(icd10pcsDefinitions, { 'icd10pcs_definitions_2026.xml': pcs.pcsDefinitionsFile }),
  sampleOf(icd10pcsConversion, { 'icd10pcs_conversion_table.txt': pcs.pcsConversionTable }),
  sampleOf(hcpcsAnwebXlsx, {
    'HCPC2025_OCT_ANWEB.xlsx': workbookOf([hcpcsHeader, ...hcpcsRecords.map(hcpcsSheetRow)]),
  }),
  sampleOf(hcpcsAnwebText, { 'HCPC2025_OCT_ANWEB.txt': hcpcs.textOf(...hcpcsRecords) }),
  sampleOf(placeOfService, { 'place-of-service.json': hcpcs.placesJson }),
  ...pairSamples('practitioner', 'ccipra'),
  ...pairSamples('hospital', 'ccioph'),
  ...limitSamples('practitioner'),
  ...limitSamples('hospital'),
  ...limitSamples('supplier'),
  sampleOf(named(addOnCodes, 'NCCI add-on code edits, text file'), {
    'AOC_V2026Q2-MCR.txt': ncci.addOnText,
  }),
  sampleOf(named(addOnCodes, 'NCCI add-on code edits, Excel file'), {
    'AOC_V2026Q2-MCR.xlsx': ncci.addOnSheet(ncci.addOnHeaders),
  }),
  sampleOf(mpfsRelativeValues, { 'PPRRVU2025_Oct.csv': mpfs.relativeCsv(mpfs.relativeMarked) }),
  sampleOf(mpfsRelativeValuesText, { 'PPRRVU2025_Oct.txt': mpfs.relativeText(mpfs.relativeMarked) }),
  sampleOf(mpfsRelativeValuesQpp, { 'PPRRVU2026_Jul_QPP.csv': mpfs.relativeCsv2026('33.5675') }),
  sampleOf(mpfsRelativeValuesQppText, {
    'PPRRVU2026_Jul_QPP.txt': mpfs.relativeText(mpfs.relativeMarked),
  }),
  sampleOf(mpfsPracticeCosts, {
    'GPCI2026.csv': mpfs.gpci(mpfs.gpciFloor, '2102,AK,1,ALASKA*,1.5,1.065,0.551'),
  }),
  sampleOf(mpfsPracticeCostsText, { 'GPCI2025.txt': mpfs.gpciText }),
  sampleOf(mpfsLocalityCounties, {
    '25LOCCO.csv': mpfs.counties('5302,2,MISSOURI ,METROPOLITAN KANSAS CITY,"CLAY, JACKSON AND PLATTE"'),
  }),
  sampleOf(mpfsAnesthesia, { 'ANES2025.csv': mpfs.anes('National Anes CF of 20.3178', anesthesiaRow) }),
  sampleOf(mpfsAnesthesiaText, { 'ANES2025.txt': mpfs.anesLine('02102', '01', 'ALASKA', '2786') }),
  sampleOf(mpfsOppsCaps, { 'OPPSCAP_Oct2025.csv': mpfs.opps(oppsCap) }),
  sampleOf(mpfsOppsCapsText, { 'OPPSCAP_Oct2025.txt': 'G0001TC A 01112  05   150.69    149.00\r\n' }),
  sampleOf(mpfsZipLocalities, {
    'ZIP5_OCT2025.txt': [mpfs.zipLine('94110'), mpfs.zipLine('94303', { flag: '1' })].join('\r\n'),
    'ZIP9_OCT2025.txt': mpfs.zipLine('94303', { plusFour: '0007' }),
  }),
  sampleOf(cptDataFiles, {
    'LONGULT.txt': longFile(),
    'MEDU.txt': wideFile(48),
    'SHORTU.txt': wideFile(28),
  }),
  sampleOf(mcdLcds, withoutUnread(lcdExport)),
  sampleOf(mcdArticles, articleExport),
  sampleOf(mcdNcds, ncdExport),
  sampleOf(clinicCsv, { 'notes.csv': clinicFile }),
]);

function pairSamples(setting: 'practitioner' | 'hospital', file: string): Promise<Sample>[] {
  const importer = (form: string): Importer => named(editPairs, `NCCI ${setting} PTP edits, ${form} file`);
  return [
    sampleOf(importer('text'), { [`${file}-v322r0-f1.txt`]: ncci.pairTable }),
    sampleOf(importer('CSV'), { [`${file}-v322r0-f1.csv`]: ncci.asCsv(ncci.pairTable) }),
    sampleOf(importer('Excel'), { [`${file}-v322r0-f1.xlsx`]: ncci.asSheet(ncci.pairTable) }),
  ];
}

function limitSamples(setting: keyof typeof ncci.limitCaptions): Promise<Sample>[] {
  const importer = (form: string): Importer => named(unitLimits, `NCCI ${setting} MUE table, ${form} file`);
  const caption = ncci.limitCaptions[setting];
  return [
    sampleOf(importer('CSV'), { 'MUE_Eff_07-01-2026.csv': ncci.limitsCsv(caption) }),
    sampleOf(importer('Excel'), { 'MUE_Eff_07-01-2026.xlsx': ncci.limitsBook(caption) }),
  ];
}

/** An export of LCDs without the file that nothing is read of. */
function withoutUnread(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'lcd_x_urls.csv'));
}
