import type { Line } from '../../../electron/contract/codes.ts';

/** Lines as coders name them. */
export const lineNames: Record<Line, string> = {
  icd10cm: 'ICD-10-CM diagnoses',
  icd10pcs: 'ICD-10-PCS procedures',
  hcpcs: 'HCPCS Level II',
  ncci: 'NCCI edits and unit limits',
  mpfs: 'Medicare Physician Fee Schedule',
  cpt: 'CPT® code numbers',
  coverage: 'Medicare coverage documents',
  editorial: 'Plain language and notes',
  clinic: 'Clinic notes',
};

/** Months from one release of a line to the next: CMS and the AMA publish by quarter, half-year or year. */
export const releaseStep: Record<Line, 3 | 6 | 12> = {
  icd10cm: 6,
  icd10pcs: 6,
  hcpcs: 3,
  ncci: 3,
  mpfs: 3,
  cpt: 12,
  coverage: 3,
  editorial: 12,
  clinic: 12,
};

/** "640 KB", "12.4 MB": enough to see whether it fits a stick. */
export function printBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
