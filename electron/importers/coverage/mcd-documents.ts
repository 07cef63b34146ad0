import type { FactRow } from '../../codeset/facts.ts';
import { htmlText } from '../reading/html-text.ts';
import type { McdContext } from './mcd-context.ts';
import { said } from './mcd-context.ts';
import { mcdDate } from './mcd-file.ts';
import type { CoverageKind } from './mcd-tables.ts';
import { keyColumns } from './mcd-tables.ts';

type Cell = (column: string) => string;
type Document = FactRow<'coverageDocument'>;

/** Columns of text in the order of CMS's own pages, with the headings there. */
const texts: Readonly<Record<CoverageKind, readonly (readonly [column: string, heading: string])[]>> = {
  lcd: [
    ['cms_cov_policy', 'CMS National Coverage Policy'],
    ['indication', 'Coverage Indications, Limitations, and/or Medical Necessity'],
    ['diagnoses_support', 'Diagnoses that Support Medical Necessity'],
    ['diagnoses_dont_support', 'Diagnoses that Do Not Support Medical Necessity'],
    ['coding_guidelines', 'Coding Guidelines'],
    ['doc_reqs', 'Documentation Requirements'],
    ['util_guide', 'Utilization Guidelines'],
    ['associated_info', 'Associated Information'],
    ['add_icd10_info', 'Additional ICD-10 Information'],
  ],
  article: [
    ['cms_cov_policy', 'CMS National Coverage Policy'],
    ['description', 'Article Text'],
    ['other_comments', 'Other Comments'],
    ['add_icd10_info', 'Additional ICD-10 Information'],
    ['revenue_para', 'Revenue Codes'],
  ],
  ncd: [
    ['itm_srvc_desc', 'Item/Service Description'],
    ['indctn_lmtn', 'Indications and Limitations of Coverage'],
    ['xref_txt', 'Cross Reference'],
    ['othr_txt', 'Other'],
  ],
};
/** The first of these that is filled. An LCD's dates are those of its revision, if it has been revised. */
const effective: Readonly<Record<CoverageKind, readonly string[]>> = {
  lcd: ['rev_eff_date', 'orig_det_eff_date'],
  article: ['article_eff_date'],
  ncd: ['ncd_efctv_dt'],
};
const ended: Readonly<Record<CoverageKind, readonly string[]>> = {
  lcd: ['rev_end_date', 'ent_det_end_date', 'date_retired'],
  article: ['article_end_date', 'article_rev_end_date', 'date_retired'],
  ncd: ['ncd_trmntn_dt'],
};
/** CMS's data dictionary of the NCDs; a level 4 is in the files and not in the dictionary. */
const coverageLevels: Readonly<Record<string, string>> = {
  '1': 'Full coverage',
  '2': 'Restricted coverage',
  '3': 'No coverage',
};
const statuses: Readonly<Record<string, string>> = { A: 'Active', F: 'Future', P: 'Proposed', R: 'Retired' };

/**
 * A document out of its row: texts as plain text under CMS's headings, and after them the paragraphs that stand above
 * its groups of codes. Evidence, literature, histories and keywords are left out: they do not say what is covered.
 */
export function documentOf(kind: CoverageKind, cell: Cell, key: string, context: McdContext): Document {
  const names = context.names.get(key) ?? '';
  const sections = texts[kind].map(([column, heading]) => {
    const text = htmlText(cell(column));
    return said(text) ? `${heading}\n${text}` : '';
  });
  const first =
    kind === 'ncd'
      ? [coverageLevels[cell('cvrg_lvl_cd')] ?? '', names === '' ? '' : `Benefit category: ${names}`]
      : [];
  const text = [...first, ...sections, ...(context.paragraphs.get(key) ?? [])].filter((part) => part !== '');
  return {
    kind,
    id: publicId(kind, cell),
    version: cell(keyColumns(kind)[1]),
    title: htmlText(cell(kind === 'ncd' ? 'ncd_mnl_sect_title' : 'title')),
    status: statusOf(kind, cell),
    contractor: kind === 'ncd' ? 'Centers for Medicare & Medicaid Services' : names,
    effective: firstDate(effective[kind], cell),
    ended: firstDate(ended[kind], cell),
    text: text.join('\n\n'),
  };
}

/** "280.3", "110.8.1". */
const longestSection = 20;

/** As coders cite it: L33822, A52458, DL39529 while it is proposed; an NCD by its section of the manual, 220.4. */
function publicId(kind: CoverageKind, cell: Cell): string {
  if (kind === 'ncd') {
    const section = cell('ncd_mnl_sect');
    return section !== '' && section.length <= longestSection ? section : cell('ncd_id');
  }
  const shown = cell('display_id').toUpperCase();
  const letter = kind === 'lcd' ? 'L' : 'A';
  return new RegExp(`^D?${letter}\\d{1,9}$`).test(shown) ? shown : `${letter}${cell(keyColumns(kind)[0])}`;
}

function statusOf(kind: CoverageKind, cell: Cell): string {
  if (kind === 'ncd') {
    // There is no column for it, and of the retired ones few have an end date: the title says it.
    const retired = cell('ncd_trmntn_dt') !== '' || /\bretired\b/i.test(cell('ncd_mnl_sect_title'));
    if (retired) return 'Retired';
    return /^(?:true|1|y)/i.test(cell('under_rvw')) ? 'Active, under review' : 'Active';
  }
  const status = cell('status');
  if (/^D/i.test(cell('display_id'))) return 'Proposed';
  return statuses[status.toUpperCase()] ?? status;
}

function firstDate(columns: readonly string[], cell: Cell): string | null {
  return columns.map((column) => mcdDate(cell(column))).find((date) => date !== null) ?? null;
}
