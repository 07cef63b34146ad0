import { describe, expect, test } from 'vitest';
import { draft, row } from '../../../test/fixtures/drafts.ts';
import { inMemory, request } from '../../../test/fixtures/search.ts';
import { Lexicon } from './reading/lexicon.ts';
import { Search } from './search.ts';

const lexicon = new Lexicon({
  terms: ['names\tcodes\nkenalog\tJ3301\nshingles\tJ9999\nfunny bone\tJ0001\n'],
});
const search = new Search(
  [
    inMemory(
      draft('hcpcs', [
        row('hcpcs', 'J3301', 'Injection, triamcinolone acetonide, 10 mg'),
        row('hcpcs', 'J9999', 'Zoster drug'),
        row('hcpcs', 'J0001', 'Kennel cough drug'),
      ]),
    ),
  ],
  lexicon,
);
const ask = (text: string) => search.search(request(text));

describe('a misspelt name that no title has', () => {
  test.each([
    ['kenolog', 'J3301'],
    ['kenalgo injection', 'J3301'],
    ['shingels', 'J9999'],
    ['FUNNNY bone', 'J0001'],
  ])('%s finds %s', (text, code) => {
    expect(ask(text).rows[0]?.code).toBe(code);
  });

  test('is said', () => {
    expect(ask('kenolog')).toMatchObject({
      readAs: [{ typed: 'kenolog', read: 'kenalog' }],
      didYouMean: 'kenalog',
    });
  });

  test('what a title comes as near to, and what is right, stays as it was typed', () => {
    expect(ask('zostar').readAs).toEqual([{ typed: 'zostar', read: 'zoster' }]);
    expect(ask('kenalog').readAs).toEqual([]);
    expect(ask('qqqqqq').rows).toEqual([]);
  });
});
