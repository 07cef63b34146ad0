import type { KeptLine } from '../../../electron/contract/library.ts';
import { lineNames } from './line-words.ts';

/** "HCPCS Jan 2026", "the starter selection of …": the edition that is kept. */
export function keptName({ line, editions, starter }: KeptLine): string {
  const newest = editions[0]?.name ?? lineNames[line];
  return starter ? `the starter set’s ${newest}` : newest;
}

const verbs: Record<KeptLine['because'], string> = {
  replaced: 'Roll back to',
  'rolled-back': 'Roll forward to',
  removed: 'Bring back',
};

/** What the button does. */
export function keptAction(kept: KeptLine): string {
  return `${verbs[kept.because]} ${keptName(kept)}`;
}
