import { expect, test } from 'vitest';
import type { Edition } from '../../../electron/contract/codes.ts';
import { editionWords, otherEditionWords } from './edition-words.ts';

const edition = (name: string, begins: string, ends: string | null): Edition => ({
  name,
  line: 'icd10cm',
  begins,
  ends,
});
const index = edition('Index FY2017', '2016-10-01', '2017-03-31');
const codes = edition('ICD-10-CM FY2026', '2025-10-01', '2026-03-31');

test.each([
  [
    index,
    codes,
    'Index FY2017, in force 2016-10-01 to 2017-03-31: older than ICD-10-CM FY2026, by which each code is judged on 2026-01-15.',
  ],
  [
    edition('Index FY2026', '2025-10-01', '2026-03-31'),
    codes,
    'Index FY2026, in force 2025-10-01 to 2026-03-31. Each code is judged by ICD-10-CM FY2026 on 2026-01-15.',
  ],
  [codes, codes, 'ICD-10-CM FY2026, in force 2025-10-01 to 2026-03-31. Each code is judged on 2026-01-15.'],
  [
    index,
    null,
    'Index FY2017, in force 2016-10-01 to 2017-03-31. The codes themselves are not held: none can be judged.',
  ],
])('%o beside %o', (book, beside, words) => {
  expect(editionWords({ edition: book, codes: beside, notKnown: null }, '2026-01-15')).toBe(words);
});

test('codes past the last day of their edition', () => {
  const notKnown = 'Not known for this date: the newest edition held ended 2026-03-31.';
  expect(editionWords({ edition: codes, codes, notKnown }, '2026-05-01')).toBe(
    `ICD-10-CM FY2026, in force 2025-10-01 to 2026-03-31. ${notKnown}`,
  );
});

test('an edition beside it', () => {
  expect(otherEditionWords(index)).toBe('Also held: Index FY2017, in force 2016-10-01 to 2017-03-31.');
});
