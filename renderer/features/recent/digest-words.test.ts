import { expect, test } from 'vitest';
import type { Digest } from '../../../electron/contract/recent.ts';
import { changeWords, digestSentence } from './digest-words.ts';

const digest: Digest = {
  line: 'hcpcs',
  from: 'HCPCS Jan 2026',
  to: 'HCPCS Apr 2026',
  changed: [],
  looked: 34,
};

test('a digest says how many of how many changed, and between which editions', () => {
  const one = {
    system: 'hcpcs',
    code: 'J0001',
    title: '',
    changes: [{ kind: 'deleted', detail: '' }],
  } as const;
  expect(digestSentence({ ...digest, changed: [{ ...one, changes: [...one.changes] }] })).toBe(
    '1 of your 34 recent codes changed from HCPCS Jan 2026 to HCPCS Apr 2026.',
  );
  expect(digestSentence({ ...digest, from: digest.to, looked: 1 })).toBe(
    'Nothing changed in your 1 recent code in HCPCS Apr 2026.',
  );
});

test.each([
  ['became-header', '', 'Became a header'],
  ['ended', '2026-06-30', 'Last day 2026-06-30'],
  ['edits', '3 new', 'NCCI edits: 3 new'],
  ['unit-limit', '1 → 2', 'MUE 1 → 2'],
  ['fee', '1.92 → 1.99', 'Values: 1.92 → 1.99'],
] as const)('%s %s', (kind, detail, words) => {
  expect(changeWords({ kind, detail })).toBe(words);
});
