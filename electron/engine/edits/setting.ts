import type { Dataset } from '../../contract/editions.ts';

/** Whose claims an NCCI table is for. Ambulatory surgical centers use the practitioner tables. */
export const settings = ['practitioner', 'hospital', 'supplier'] as const;
export type Setting = (typeof settings)[number];
/** There are no edit pairs of suppliers. */
export type PairSetting = Exclude<Setting, 'supplier'>;

/** How a table is named beside its edition; the practitioner tables are the usual ones and need no name. */
export function tableOf(setting: Setting): string {
  return setting === 'practitioner' ? '' : ` for ${setting}s`;
}

export const pairDatasets = {
  practitioner: 'edit-pairs-practitioner',
  hospital: 'edit-pairs-hospital',
} as const satisfies Record<PairSetting, Dataset>;

export const unitDatasets = {
  practitioner: 'unit-limits-practitioner',
  hospital: 'unit-limits-hospital',
  supplier: 'unit-limits-supplier',
} as const satisfies Record<Setting, Dataset>;
