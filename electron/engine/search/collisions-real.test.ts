import { describe, expect, test } from 'vitest';
import { Beginnings, leastBeginning } from '../../../test/fixtures/beginnings.ts';
import { realLibrary } from '../../../test/fixtures/real-library.ts';
import { lexicon, request } from '../../../test/fixtures/search.ts';
import type { CodeSet } from '../../codeset/reader.ts';
import { realFiles } from '../../importers/fixtures.ts';
import { Search } from './search.ts';

describe.skipIf(realFiles() === null)('codes that are HCPCS and ICD-10-CM codes alike (public files)', () => {
  const line = realLibrary(['icd10cm-2026.zip', 'hcpcs-2025-oct.zip'], ['icd10cm-codes', 'hcpcs-codes']);

  test('all come first, with and without the dot, before what begins so', () => {
    const sets = [line('icd10cm'), line('hcpcs')];
    const search = new Search(sets, lexicon);
    const keys = collisions(sets);
    expect(keys).toHaveLength(656);
    for (const key of keys) {
      const dotted = `${key.slice(0, 3)}.${key.slice(3)}`;
      const first = (text: string) =>
        search
          .search(request(text))
          .rows.slice(0, 2)
          .map(({ code }) => code);
      expect([key, first(key)]).toEqual([key, [key, dotted]]);
      expect([dotted, first(dotted)]).toEqual([dotted, [dotted, key]]);
    }
  }, 240_000);

  test('every beginning of each, from the third character on, still finds both', () => {
    const sets = [line('icd10cm'), line('hcpcs')];
    const beginnings = new Beginnings(sets, lexicon);
    const typed = new Set<string>();
    for (const key of collisions(sets))
      for (let length = leastBeginning; length <= key.length; length += 1) {
        typed.add(key.slice(0, length));
        typed.add(`${key.slice(0, 3)}.${key.slice(3, length)}`);
      }
    const wrong = [...typed]
      .map((one) => [one, beginnings.wrongOfCode(one)])
      .filter(([, found]) => found?.length);
    expect(wrong).toEqual([]);
  }, 240_000);
});

/** Keys that HCPCS and ICD-10-CM share. */
function collisions([icd, hcpcs]: readonly CodeSet[]): string[] {
  const keys: string[] = [];
  for (let doc = 0; ; doc += 1) {
    const code = hcpcs?.code(doc);
    if (!code) return keys;
    if (code.system === 'hcpcs' && icd?.codesByKey(code.key)[0]) keys.push(code.key);
  }
}
