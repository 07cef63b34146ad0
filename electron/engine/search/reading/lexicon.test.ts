import { describe, expect, test } from 'vitest';
import { Lexicon } from './lexicon.ts';
import { targetOf, targetsOf } from './targets.ts';
import { termsOf } from './terms.ts';

const lexicon = new Lexicon({
  terms: [
    'codes\tnames\tnote\nM75.0(0)\tfrozen shoulder; adhesive capsulitis\tortho\nN20.0\tkidney stone\tgu\nB20\taids\tid\n',
    'names\tmeaning\tcodes\tstatus\tnote\nkenalog; k40\ttriamcinolone acetonide\tJ3301\t\tdrug\neliquis\t\t\tZ79.01\tdrug\n',
    'term\tmeaning\tnote\nfx\tfracture\t\nfrozen shoulder\tstiff shoulder\t\n',
  ],
});
const keys = (text: string) =>
  termsOf(text, lexicon).map(
    ({ words, targets }) => `${words.join(' ')}: ${targets.map(({ first }) => first).join(',')}`,
  );

describe('codes as the lists write them', () => {
  test.each([
    ['E11.9', 'icd10cm', 'E119', 'E119'],
    ['I10', 'icd10cm', 'I10', 'I10'],
    ['F90*', 'icd10cm', 'F90', 'F90￿'],
    ['J3301', 'hcpcs', 'J3301', 'J3301'],
    ['45378', 'cpt', '45378', '45378'],
    ['0264T', 'cpt', '0264T', '0264T'],
    ['0DTJ4ZZ', 'icd10pcs', '0DTJ4ZZ', '0DTJ4ZZ'],
    ['pcs:0DT*', 'icd10pcs', '0DT', '0DT￿'],
    ['hcpcs:E11*', 'hcpcs', 'E11', 'E11￿'],
    ['-LT', 'modifier', 'LT', 'LT'],
  ])('%s', (written, system, first, last) => {
    expect(targetOf(written)).toEqual({ system, first, last });
  });

  test.each(['', 'e11.9', 'E11.', 'E1', 'ABC', 'E119*', 'J3301*', '12'])('%j is none', (written) => {
    expect(targetOf(written)).toBeUndefined();
  });

  test('parentheses: the unspecified member, then its family', () => {
    expect(targetsOf('S72.00(9A);I10').map(({ first, last }) => [first, last])).toEqual([
      ['S72009A', 'S72009A'],
      ['S7200', 'S7200￿'],
      ['I10', 'I10'],
    ]);
  });
});

describe('names', () => {
  test.each([
    ['frozen shoulder', ['frozen shoulder: M7500,M750']],
    ['left frozen shoulder', ['frozen shoulder: M7500,M750', 'left: ']],
    ['shoulder frozen', ['shoulder frozen: M7500,M750']],
    ['kidney stones', ['kidney stones: N200']],
    ['stones in the kidney', ['stones kidney: N200']],
    ['aids', ['aids: B20']],
    ['aid', ['aid: ']],
    ['kenalog injection', ['kenalog: J3301', 'injection: ']],
    ['eliquis', ['eliquis: Z7901']],
    ['on eliquis', ['on eliquis: Z7901']],
    ['on kenalog', ['kenalog: J3301']],
  ])('%s', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  test('a name keeps the readings of every list, and one without is read word by word', () => {
    expect(lexicon.read(['frozen', 'shoulder'])?.readings).toEqual([['stiff', 'shoulder']]);
    expect(termsOf('adhesive capsulitis', lexicon)[0]?.readings).toEqual([['adhesive', 'capsulitis']]);
  });
});
