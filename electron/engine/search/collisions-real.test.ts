import { describe, expect, test } from 'vitest';
import { realLibrary } from '../../../test/fixtures/real-library.ts';
import { lexicon, request } from '../../../test/fixtures/search.ts';
import { realFiles } from '../../importers/fixtures.ts';
import { Search } from './search.ts';

describe.skipIf(realFiles() === null)('codes that are HCPCS and ICD-10-CM codes alike (public files)', () => {
  const line = realLibrary(['icd10cm-2026.zip', 'hcpcs-2025-oct.zip'], ['icd10cm-codes', 'hcpcs-codes']);

  test('all come first, with and without the dot, before what begins so', () => {
    const sets = [line('icd10cm'), line('hcpcs')];
    const [icd, hcpcs] = sets;
    const search = new Search(sets, lexicon);
    const keys: string[] = [];
    for (let doc = 0; ; doc += 1) {
      const code = hcpcs?.code(doc);
      if (!code) break;
      if (code.system === 'hcpcs' && icd?.codesByKey(code.key)[0]) keys.push(code.key);
    }
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

  test('the beginnings of a code and of a word, from the third letter on, still find it', () => {
    const icd = line('icd10cm');
    const search = new Search([icd], lexicon);
    const found = (text: string) => search.search(request(text)).counts.icd10cm ?? 0;
    for (const [word, category] of [
      ['pneumonia', 'J18'],
      ['hypertension', 'I10'],
      ['fracture', 'S72'],
      ['cholecystitis', 'K81'],
      ['diverticulosis', 'K57'],
      ['asthma', 'J45'],
    ] as const) {
      for (let length = 3; length <= word.length; length += 1) {
        const beginning = word.slice(0, length);
        expect([beginning, found(`${beginning} chapter:${category}`) > 0]).toEqual([beginning, true]);
      }
    }
  });
});
