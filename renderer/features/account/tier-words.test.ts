import { expect, it } from 'vitest';
import { shortFingerprint, tiersWords } from './tier-words.ts';

it('says what each tier opens with the vendor’s numbers', () => {
  expect(tiersWords({ guest: 1, registered: 5 })).toBe(
    'A guest opens 1 licensed page, a free account 5 more, a licence all of them.',
  );
  expect(tiersWords({ guest: 0, registered: 3 })).toContain('no licensed page, a free account 3 more');
});

it('prints a fingerprint so that it can be read to somebody', () => {
  expect(shortFingerprint('2fdfda56ade1bfcf00'.padEnd(64, '0'))).toBe('2fdf da56 ade1 bfcf');
});
