import type { Edition, Source } from '../../electron/contract/codes.ts';

/** Pages in our own words, and the examples on them, count as page views; names, lists and public codes do not. */
const licence = 'METERED';
const publicDomain = 'A work of the United States government; not under copyright in the United States.';
const cms = 'Centers for Medicare & Medicaid Services';

export const sources = {
  icd10cm: {
    id: 'cms-icd10cm',
    publisher: `National Center for Health Statistics and ${cms}`,
    document: 'ICD-10-CM order file FY2026 (selection)',
    notice: publicDomain,
  },
  hcpcs: {
    id: 'cms-hcpcs',
    publisher: cms,
    document: 'HCPCS Level II, October 2025 (selection)',
    notice: publicDomain,
  },
  pos: {
    id: 'cms-pos',
    publisher: cms,
    document: 'Place of service code set (names; notes are ours)',
    notice: publicDomain,
  },
  ncci: {
    id: 'cms-ncci',
    publisher: cms,
    document: 'National Correct Coding Initiative, practitioner tables (selection)',
    notice: publicDomain,
    licence,
  },
  mpfs: {
    id: 'cms-mpfs',
    publisher: cms,
    document: 'Medicare physician fee schedule, relative value file RVU25D (selection)',
    notice: publicDomain,
    licence,
  },
  editorial: {
    id: 'case2code-editorial',
    publisher: 'Case2Code Desktop authors',
    document: 'Starter set: names, descriptions and notes in our own words',
    notice: '© 2026 Case2Code Desktop authors. MIT licence.',
    licence,
  },
} satisfies Record<string, Source>;

export const editions = {
  icd10cm: { name: 'ICD-10-CM FY2026', line: 'icd10cm', begins: '2025-10-01', ends: '2026-03-31' },
  hcpcs: { name: 'HCPCS Oct 2025', line: 'hcpcs', begins: '2025-10-01', ends: '2025-12-31' },
  editorial: { name: 'Plain language 2026', line: 'editorial', begins: '2026-01-01', ends: null },
} satisfies Record<string, Edition>;

/** Shown in About and wherever the lines are. The AMA's own notice comes with the AMA's own data, never from here. */
export const notices = {
  selection: 'This is the starter set: a selection of codes to try the program with, not the whole code set.',
  cpt: 'CPT is a registered trademark of the American Medical Association. This set holds code numbers and our own short names; it holds no CPT descriptor.',
  ncci: 'Edit pairs, unit limits and relative values are examples of the editions named beside them. A pair that is not listed here is not thereby allowed.',
};
