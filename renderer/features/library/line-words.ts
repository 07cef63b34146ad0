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

/** "640 KB", "12.4 MB": enough to see whether it fits a stick. */
export function printBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
