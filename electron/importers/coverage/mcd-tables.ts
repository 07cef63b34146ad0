/** The three databases of the Medicare Coverage Database: local determinations, articles, national determinations. */
export type CoverageKind = 'lcd' | 'article' | 'ncd';

/** A list of codes of a document: the column of the code, that of its group, and what it means to be on it. */
export interface CodeList {
  is: 'codes';
  code: string;
  group: string | null;
  role: string;
  system: 'procedure' | 'icd10cm' | 'icd10pcs' | 'modifier' | 'revenue-code' | 'bill-type';
}

/** What a file of an export holds. */
export type McdTable =
  | { is: 'documents' }
  | CodeList
  /** The contractor's words above a group of codes. */
  | { is: 'paragraphs'; group: string; heading: string; asterisk: string | null }
  /** Which document is of which contractor, or of which benefit category; and their names. */
  | { is: 'links'; to: string[] }
  | { is: 'names'; of: string[]; name: string; number: string | null };

const contractor = ['contractor_id', 'contractor_type_id', 'contractor_version'];
const contractors: McdTable = {
  is: 'names',
  of: contractor,
  name: 'contractor_bus_name',
  number: 'contractor_number',
};

function codes(
  code: string,
  group: string | null,
  role: string,
  system: CodeList['system'],
): readonly [string[], CodeList] {
  return [group === null ? [code] : [code, group], { is: 'codes', code, group, role, system }];
}

function paragraphs(
  group: string,
  heading: string,
  asterisk: string | null = null,
): readonly [string[], McdTable] {
  return [[group, 'paragraph'], { is: 'paragraphs', group, heading, asterisk }];
}

/** By kind: the columns that only this table has together, and what it is. Names are lower case. */
const tables: Readonly<Record<CoverageKind, readonly (readonly [readonly string[], McdTable])[]>> = {
  lcd: [
    [['lcd_id', 'lcd_version', 'title', 'indication', 'last_updated'], { is: 'documents' }],
    codes('hcpc_code_id', 'hcpc_code_group', 'procedure', 'procedure'),
    codes('icd10_code_id', 'icd10_support_group', 'supports', 'icd10cm'),
    codes('icd10_code_id', 'icd10_dont_support_group', 'does-not-support', 'icd10cm'),
    paragraphs('hcpc_code_group', 'CPT/HCPCS codes'),
    paragraphs('icd10_support_group', 'ICD-10-CM codes that support medical necessity'),
    paragraphs('icd10_dont_support_group', 'ICD-10-CM codes that do not support medical necessity'),
    [contractor, { is: 'links', to: contractor }],
  ],
  article: [
    [['article_id', 'article_version', 'title', 'article_eff_date', 'last_updated'], { is: 'documents' }],
    codes('hcpc_code_id', 'hcpc_code_group', 'procedure', 'procedure'),
    codes('hcpc_modifier_code_id', 'hcpc_modifier_group', 'modifier', 'modifier'),
    codes('icd10_code_id', 'icd10_covered_group', 'supports', 'icd10cm'),
    codes('icd10_code_id', 'icd10_noncovered_group', 'does-not-support', 'icd10cm'),
    codes('icd10_pcs_code_id', 'icd10_pcs_code_group', 'procedure', 'icd10pcs'),
    codes('revenue_code_id', null, 'revenue-code', 'revenue-code'),
    codes('bill_code_id', null, 'bill-type', 'bill-type'),
    paragraphs('hcpc_code_group', 'CPT/HCPCS codes'),
    paragraphs('hcpc_modifier_group', 'CPT/HCPCS modifiers'),
    paragraphs('icd10_covered_group', 'ICD-10-CM codes that support medical necessity', 'icd10_covered_ast'),
    paragraphs('icd10_noncovered_group', 'ICD-10-CM codes that do not support medical necessity'),
    paragraphs('icd10_pcs_code_group', 'ICD-10-PCS codes'),
    [contractor, { is: 'links', to: contractor }],
  ],
  ncd: [
    [['ncd_id', 'ncd_vrsn_num', 'ncd_mnl_sect', 'ncd_mnl_sect_title', 'ncd_efctv_dt'], { is: 'documents' }],
    [['ncd_id', 'ncd_vrsn_num', 'bnft_ctgry_cd'], { is: 'links', to: ['bnft_ctgry_cd'] }],
  ],
};
const named: Readonly<Record<CoverageKind, readonly [readonly string[], McdTable]>> = {
  lcd: [[...contractor, 'contractor_bus_name'], contractors],
  article: [[...contractor, 'contractor_bus_name'], contractors],
  ncd: [
    ['bnft_ctgry_cd', 'bnft_ctgry_desc'],
    { is: 'names', of: ['bnft_ctgry_cd'], name: 'bnft_ctgry_desc', number: null },
  ],
};
const keys: Readonly<Record<CoverageKind, readonly [id: string, version: string]>> = {
  lcd: ['lcd_id', 'lcd_version'],
  article: ['article_id', 'article_version'],
  ncd: ['ncd_id', 'ncd_vrsn_num'],
};

/** The columns that name a document and its version in every table of its kind. */
export function keyColumns(kind: CoverageKind): readonly [id: string, version: string] {
  return keys[kind];
}

/**
 * What a file is by its header row; null when it is none of this kind. The exports (`current_lcd.zip`,
 * `current_article.zip`, `ncd.zip` of CMS's "MCD Downloads", each with a `…_csv.zip` inside) hold some twenty more
 * files each, of which nothing is read: histories, links, meeting dates, comments, lists of self-administered drugs.
 *
 * Columns as the headers of the exports of 2026 have them, after public loaders that were generated from those files,
 * and CMS's three data dictionaries. LCDs list diagnoses only in exports from before 2020, when the lists moved to the
 * articles. The descriptors of codes (`long_description`, `short_description`, `description`) are never read: those of
 * CPT codes are the AMA's.
 *
 * @param header column names, lower case
 */
export function tableOf(kind: CoverageKind, header: readonly string[]): McdTable | null {
  const has = (columns: readonly string[]): boolean => columns.every((name) => header.includes(name));
  const [nameColumns, names] = named[kind];
  if (has(nameColumns)) return names;
  if (!has(keys[kind])) return null;
  return tables[kind].find(([columns]) => has(columns))?.[1] ?? null;
}
