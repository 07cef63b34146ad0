import type { Digest, DigestKind } from '../../../electron/contract/recent.ts';
import { kinds } from '../changes/kind-words.ts';

/** What is said before the numbers. */
const factWords: Partial<Record<DigestKind, string>> = {
  ended: 'Last day',
  edits: 'NCCI edits:',
  'unit-limit': 'MUE',
  fee: 'Values:',
};

/** "Revised", "Last day 2026-06-30", "NCCI edits: 3 new, 1 ended". */
export function changeWords({ kind, detail }: Digest['changed'][number]['changes'][number]): string {
  const word = factWords[kind] ?? (kind in kinds ? kinds[kind as keyof typeof kinds].word : kind);
  return detail === '' ? word : `${word} ${detail}`;
}

/** "2 of your 34 recent codes changed from HCPCS Jan 2026 to HCPCS Apr 2026." */
export function digestSentence({ from, to, changed, looked }: Digest): string {
  const editions = from === to ? `in ${to}` : `from ${from} to ${to}`;
  const all = `${looked} recent code${looked === 1 ? '' : 's'}`;
  if (changed.length === 0) return `Nothing changed in your ${all} ${editions}.`;
  return `${changed.length} of your ${all} changed ${editions}.`;
}
