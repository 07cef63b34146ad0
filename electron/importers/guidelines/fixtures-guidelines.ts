/** The guidelines in small, made for the tests. Nothing else imports this. */
export const titlePage = [
  'ICD-10-CM Official Guidelines for Coding and Reporting ',
  'FY 2026 -- UPDATED October 1, 2025 ',
  '(October 1, 2025 - September 30, 2026) ',
];
export const guidelines = [
  ...titlePage,
  'Section I. Conventions ........ 7 ',
  'C. Chapters ........ 19 ',
  'A. Rules ........ 7 ',
  'Section I. Conventions ',
  'The conventions. ',
  'A. Rules for code Z79.4 ',
  'See category E11. ',
].join('\n');
