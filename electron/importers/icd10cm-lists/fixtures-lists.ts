/** Lists of ICD-10-CM codes in their publishers’ layouts, made for the tests of this folder. Nothing else imports this. */
/** Lines of the General Equivalence Mappings, one direction each. */
export const toIcd9 = [
  'A000    0010  00000',
  'A021    0031  10111',
  'A021    99591 10112',
  'R29700  NoDx  11000',
];
export const fromIcd9 = ['0010  A000    00000', 'E8000 V810XXA 10000', '36570 NoDx    11000'];

const poaHeader = 'Order26\tPOAexemptCode\tDescription';
export const poaList = (...rows: string[]): string => [poaHeader, ...rows, ''].join('\r\n');
export const poaSmall = poaList(
  '01238\tB90.0\tSequelae of central nervous system tuberculosis',
  '30486\tQ99.811\t"Usher syndrome, type 1"',
  '30497\tQA0.0101\tSCN2A-related neurodevelopmental disorder',
);

const editorHeader =
  'MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\tICD_Code_Type\tICD_Code\tICD_Desc';
export const editorTable = (...rows: string[]): string => [editorHeader, ...rows, ''].join('\n');
export const newborn = '41.1\t10\t4\tA\tNewborn_Only\tD\tA33\tTetanus neonatorum';

const edge = `:${'='.repeat(70)}:`;
export const box = (title: string): string[] => [edge, `| ${title} |`, edge, '', 'What the list is for.', ''];
export const appendixG = [
  ...box('Appendix G Diagnoses Defined as Complications or Comorbidities'),
  '  A000    Cholera due to Vibrio cholerae 01, biovar cholerae',
  '  T8112XA Postprocedural septic shock, initial encounter',
];
export const appendixH = [
  ...box('Appendix H Diagnoses Defined as Major Complications or Comorbidities'),
  '  A021    Salmonella sepsis',
  '  I462    Cardiac arrest due to underlying cardiac condition',
  '',
  'Appendix H Part 2: Codes that are Major CC only if patient discharged alive',
  '',
  '  I462  Cardiac arrest due to underlying cardiac condition',
];
const appendixI = [
  ...box('Appendix I Hospital Acquired Conditions (HACS) List'),
  '  T81500A CC  Foreign body',
];
export const manual = [
  ...box('Appendix F Unrelated Operating Room Procedures (MS-DRGs 981-989)'),
  '  00BF0ZZ Excision of Olfactory Nerve, Open Approach',
  ...appendixG,
  ...appendixH,
  ...appendixI,
].join('\r\n');

const hccTitle =
  '"ICD-10-CM Codes, ESRD, CMS-HCC and RxHCC Models",,,,,\nIncludes ICD-10 codes,,,,,\n,,,,,\n';
const hccHeader =
  '"Diagnosis\nCode",Description,"CMS-HCC\nESRD\nModel\nCategory\nV24","CMS-HCC\nModel\nCategory\nV28","RxHCC\nModel\nCategory\nV08","CMS-HCC\nModel\nCategory\nV28 for 2026\nPayment Year"\n';
export const hccFile = (...rows: string[]): string => `${hccTitle}${hccHeader}${rows.join('\n')}\n`;
