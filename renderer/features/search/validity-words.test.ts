import { expect, it } from 'vitest';
import { libraryStatus } from '../../../test/fixtures/fake-library.ts';
import { validityWords } from './validity-words.ts';

it('says once that the edition behind the list does not answer for the date', () => {
  const words = (date: string) => validityWords([{ system: 'icd10cm' }], libraryStatus.lines, date);
  expect(words('2026-01-15')).toBe('');
  expect(words('2026-11-22')).toBe('ICD-10-CM FY2026 ended 2026-03-31: validity on 2026-11-22 is not known.');
  expect(words('2024-03-15')).toBe(
    'ICD-10-CM FY2026 begins 2025-10-01: validity on 2024-03-15 is not known.',
  );
});
