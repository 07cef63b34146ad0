import type { System } from '../../electron/contract/codes.ts';

interface SystemWords {
  /** Letters of the tag. */
  tag: string;
  /** What a coder calls it, for tooltips and screen readers. */
  name: string;
}

/** In the order of the filter chips: diagnoses, procedures, supplies, then what qualifies them. */
export const systemWords: Record<System, SystemWords> = {
  icd10cm: { tag: 'Dx', name: 'ICD-10-CM diagnosis' },
  icd10pcs: { tag: 'Px', name: 'ICD-10-PCS procedure' },
  cpt: { tag: 'CP', name: 'CPT® procedure' },
  hcpcs: { tag: 'HC', name: 'HCPCS Level II' },
  modifier: { tag: 'Mod', name: 'Modifier' },
  pos: { tag: 'POS', name: 'Place of service' },
};

export const systemOrder = Object.keys(systemWords) as System[];

/** A code system from an address, or null where it names none. */
export function parseSystem(text: string): System | null {
  return systemOrder.find((system) => system === text) ?? null;
}
