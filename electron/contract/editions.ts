import { z } from 'zod';
import type { Line } from './codes.ts';
import { editionSchema } from './codes.ts';

/**
 * What a publisher releases as one thing, and the line whose file keeps it. A line holds any number of releases of
 * each of its data sets side by side: three years of codes, one Tabular List, two quarters of unit limits.
 */
export const datasetLines = {
  'icd10cm-codes': 'icd10cm',
  'icd10cm-addenda': 'icd10cm',
  'icd10cm-tabular': 'icd10cm',
  'icd10cm-index': 'icd10cm',
  'icd10cm-external-index': 'icd10cm',
  'icd10cm-neoplasms': 'icd10cm',
  'icd10cm-drugs': 'icd10cm',
  'icd10cm-conversion': 'icd10cm',
  'icd10cm-guidelines': 'icd10cm',
  'poa-exempt': 'icd10cm',
  'code-editor': 'icd10cm',
  complications: 'icd10cm',
  'hierarchical-conditions': 'icd10cm',
  'equivalence-to-icd9': 'icd10cm',
  'equivalence-from-icd9': 'icd10cm',
  'icd10pcs-codes': 'icd10pcs',
  'icd10pcs-addenda': 'icd10pcs',
  'icd10pcs-tables': 'icd10pcs',
  'icd10pcs-index': 'icd10pcs',
  'icd10pcs-definitions': 'icd10pcs',
  'icd10pcs-conversion': 'icd10pcs',
  'hcpcs-codes': 'hcpcs',
  'place-of-service': 'hcpcs',
  'edit-pairs-practitioner': 'ncci',
  'edit-pairs-hospital': 'ncci',
  'unit-limits-practitioner': 'ncci',
  'unit-limits-hospital': 'ncci',
  'unit-limits-supplier': 'ncci',
  'add-on-codes': 'ncci',
  'relative-values': 'mpfs',
  'relative-values-qpp': 'mpfs',
  'practice-costs': 'mpfs',
  'locality-counties': 'mpfs',
  'anesthesia-factors': 'mpfs',
  'opps-caps': 'mpfs',
  'zip-localities': 'mpfs',
  'cpt-codes': 'cpt',
  'coverage-lcd': 'coverage',
  'coverage-article': 'coverage',
  'coverage-ncd': 'coverage',
  editorial: 'editorial',
  clinic: 'clinic',
} as const satisfies Record<string, Line>;

export type Dataset = keyof typeof datasetLines;
export const datasets = Object.keys(datasetLines).filter((name): name is Dataset => name in datasetLines);
export const datasetSchema = z.enum(datasets);

/** One release of one data set, as a code-set file holds it. */
export const releaseSchema = z.object({
  dataset: datasetSchema,
  edition: editionSchema,
  /** `Source.id` of its text, then of those that its texts quote. */
  sources: z.array(z.string()).min(1),
  /** Whole notices that go with it. */
  notices: z.array(z.string()),
  /** Names of the files it was read from; empty for what ships with the program. */
  files: z.array(z.string()),
  /** Over the bytes of those files, in their order; of none, over its rows: the same again changes nothing. */
  sha256: z.string(),
  /** Records kept. */
  rows: z.number().int(),
  /**
   * Whether it came with the program: said of every release of a file that has such a one. Files made before this was
   * said, and packs, leave it out; `isShipped` reads both.
   */
  shipped: z.boolean().optional(),
});
export type Release = z.infer<typeof releaseSchema>;
