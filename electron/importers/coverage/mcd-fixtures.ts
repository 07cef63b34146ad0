/** Small exports of the Medicare Coverage Database in its layout, made for the tests of this folder. Nothing else imports this. */
type Row = Readonly<Record<string, string>>;

/** A table as CMS writes it: all cells quoted, CRLF, UTF-8. */
export function csv(columns: string, rows: readonly Row[]): string {
  const names = columns.split(' ');
  const line = (cells: string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [line(names), ...rows.map((row) => line(names.map((name) => row[name] ?? '')))].join('\r\n');
}

const mac = { contractor_id: '143', contractor_type_id: '9', contractor_version: '2' };
const contractorFile = csv(
  'contractor_id contractor_type_id contractor_version contractor_bus_name contractor_number status',
  [
    { ...mac, contractor_bus_name: 'Example MAC, LLC', contractor_number: '01212' },
    { ...mac, contractor_version: '3', contractor_bus_name: 'Example MAC, LLC', contractor_number: '01112' },
  ],
);
export const lcdColumns =
  'lcd_id lcd_version title orig_det_eff_date rev_eff_date rev_end_date indication doc_reqs summary_of_evidence status last_updated display_id date_retired';
export const lcds: Row[] = [
  {
    lcd_id: '33822',
    lcd_version: '41',
    title: 'Example Tests',
    orig_det_eff_date: '2015-10-01 00:00:00',
    rev_eff_date: '2026-07-01 00:00:00',
    indication: '<p>Covered when <b>age &lt; 18</b>:</p>\r\n<ul><li>one</li><li>two</li></ul>',
    doc_reqs: '<p>N/A</p>',
    summary_of_evidence: 'Left out',
    status: 'A',
    last_updated: '2026-08-27 10:11:12.130000000',
  },
  {
    lcd_id: '39999',
    lcd_version: '1',
    title: 'Example Draft',
    status: 'P',
    display_id: 'DL39999',
    indication: 'Example — draft',
    last_updated: '2026-08-20 00:00:00',
  },
];
const lcdKey = { lcd_id: '33822', lcd_version: '41' };
export const lcdExport = {
  'contractor.csv': contractorFile,
  'lcd.csv': csv(lcdColumns, lcds),
  'lcd_x_contractor.csv': csv('lcd_id lcd_version contractor_id contractor_type_id contractor_version', [
    { ...lcdKey, ...mac },
    { ...lcdKey, ...mac, contractor_version: '3' },
  ]),
  'lcd_x_hcpc_code.csv': csv(
    'lcd_id lcd_version hcpc_code_id hcpc_code_version hcpc_code_group range last_updated long_description short_description',
    [
      { ...lcdKey, hcpc_code_id: 'E0601', hcpc_code_group: '1', long_description: 'LICENSED WORDS' },
      { ...lcdKey, hcpc_code_id: '99901', hcpc_code_group: '2', short_description: 'LICENSED WORDS' },
      { ...lcdKey, hcpc_code_id: 'XX000', hcpc_code_group: '2' },
      { ...lcdKey, hcpc_code_id: 'D0120', hcpc_code_group: '2' },
      { ...lcdKey, hcpc_code_id: 'E06', hcpc_code_group: '2' },
      { lcd_id: '1', lcd_version: '1', hcpc_code_id: 'E0601', hcpc_code_group: '1' },
      { lcd_id: 'x', lcd_version: '1', hcpc_code_id: 'E0601', hcpc_code_group: '1' },
    ],
  ),
  'lcd_x_hcpc_code_group.csv': csv('lcd_id lcd_version hcpc_code_group paragraph last_updated', [
    { ...lcdKey, hcpc_code_group: '1', paragraph: '<p>Example devices.</p>' },
    { ...lcdKey, hcpc_code_group: '2', paragraph: 'N/A' },
  ]),
  'lcd_x_urls.csv': csv('lcd_id lcd_version url_type_id url', [{ ...lcdKey, url: 'https://example.org' }]),
};
const articleKey = { article_id: '52458', article_version: '7' };
const icd = (code: string, more: Row = {}): Row => ({ ...articleKey, icd10_code_id: code, ...more });
export const articleExport = {
  'article.csv': csv(
    'article_id article_version article_type title article_pub_date article_eff_date article_end_date description other_comments status last_updated display_id',
    [
      {
        ...articleKey,
        title: 'Billing and Coding: Example Tests',
        article_eff_date: '2019-10-03 00:00:00',
        description: '&lt;p&gt;Twice encoded&lt;/p&gt;',
        status: 'A',
        last_updated: '2026-08-28 09:00:00',
      },
    ],
  ),
  'article_x_bill_code.csv': csv('article_id article_version bill_code_id', [
    { ...articleKey, bill_code_id: '013x' },
    { ...articleKey, bill_code_id: '999x' },
  ]),
  'article_x_contractor.csv': csv(
    'article_id article_version article_type contractor_id contractor_type_id contractor_version',
    [{ ...articleKey, ...mac }],
  ),
  'article_x_hcpc_modifier.csv': csv(
    'article_id article_version hcpc_modifier_code_id hcpc_modifier_group description',
    [{ ...articleKey, hcpc_modifier_code_id: 'KX', hcpc_modifier_group: '1' }],
  ),
  'article_x_icd10_covered.csv': csv(
    'article_id article_version icd10_code_id icd10_covered_group range sort_order description asterisk',
    [icd('G47.33', { icd10_covered_group: '1', asterisk: '*' }), icd('QA0.01', { icd10_covered_group: '2' })],
  ),
  'article_x_icd10_covered_group.csv': csv(
    'article_id article_version icd10_covered_group paragraph last_updated icd10_covered_ast',
    [{ ...articleKey, icd10_covered_group: '1', paragraph: 'Example.', icd10_covered_ast: '<b>only so</b>' }],
  ),
  'article_x_icd10_noncovered.csv': csv('article_id article_version icd10_code_id icd10_noncovered_group', [
    icd('I10', { icd10_noncovered_group: '1' }),
  ]),
  'article_x_icd10_pcs_code.csv': csv('article_id article_version icd10_pcs_code_id icd10_pcs_code_group', [
    { ...articleKey, icd10_pcs_code_id: '0016070', icd10_pcs_code_group: '1' },
  ]),
  'article_x_revenue_code.csv': csv('article_id article_version revenue_code_id range', [
    { ...articleKey, revenue_code_id: '0300' },
  ]),
  'contractor.csv': contractorFile,
};
const ncd = (id: string, section: string, title: string, more: Row = {}): Row => ({
  NCD_id: id,
  NCD_vrsn_num: '2',
  NCD_mnl_sect: section,
  NCD_mnl_sect_title: title,
  NCD_efctv_dt: '2005-05-05 00:00:00',
  last_updt_tmstmp: '2026-08-26 11:49:28',
  last_clrnc_tmstmp: '2026-08-28 11:49:28.133000000',
  ...more,
});
export const ncdExport = {
  'ncd_bnft_ctgry_ref.csv': csv('bnft_ctgry_cd bnft_ctgry_desc', [
    { bnft_ctgry_cd: '18', bnft_ctgry_desc: 'Durable Medical Equipment' },
  ]),
  'ncd_trkg.csv': csv(
    'NCD_id NCD_vrsn_num cvrg_lvl_cd NCD_mnl_sect NCD_mnl_sect_title NCD_efctv_dt NCD_trmntn_dt itm_srvc_desc indctn_lmtn under_rvw last_updt_tmstmp last_clrnc_tmstmp NCD_AMA',
    [
      ncd('219', '280.3', 'Example Equipment', { cvrg_lvl_cd: '2', indctn_lmtn: '<p>Yes.</p>' }),
      ncd('20', '280.3', 'Example - RETIRED', { cvrg_lvl_cd: '4', NCD_trmntn_dt: '2004-01-01 00:00:00' }),
    ],
  ),
  'ncd_trkg_bnft_xref.csv': csv('NCD_id NCD_vrsn_num bnft_ctgry_cd', [
    { NCD_id: '219', NCD_vrsn_num: '2', bnft_ctgry_cd: '18' },
  ]),
};
