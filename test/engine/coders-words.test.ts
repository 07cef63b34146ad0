import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLexicon } from '../../electron/engine/search/reading/word-lists.ts';
import { Search } from '../../electron/engine/search/search.ts';
import { realFiles } from '../../electron/importers/fixtures.ts';
import { reference } from '../fixtures/engine.ts';
import { realLibrary } from '../fixtures/real-library.ts';
import { request } from '../fixtures/search.ts';

/** What a coder types, the codes of the first rows in their order, and beginnings of codes that none of five rows has. */
type Row = [typed: string, first: string[], never?: string[]];

const denied: Row[] = [
  ['asthma without exacerbation', ['J45.909'], ['J45.901', 'J45.21', 'J44.1']],
  ['asthma mild persistent no acute exacerbation', ['J45.30'], ['J45.31']],
  ['copd w/o exacerbation', ['J44.9'], ['J44.1']],
  ['copd not in exacerbation', ['J44.9'], ['J44.1']],
  ['pneumonia without sepsis', ['J18.9'], ['A40', 'A41']],
  ['diabetes w/o retinopathy', ['E11.9'], ['E10.3', 'E11.3']],
  ['diabetes no complications', ['E11.9'], ['E11.2', 'E11.8']],
  ['epilepsy not intractable', ['G40.909'], ['G40.919']],
  ['migraine without aura not intractable', ['G43.009'], ['G43.01']],
  ['no fever', [], ['R50']],
  ['non smoker', [], ['F17']],
  ['never smoker', [], ['F17']],
  ['head injury no loc', ['S09.90XA'], ['S06.9X1', 'S06.9X9']],
  ['concussion without loc', ['S06.0X0A'], ['S06.0X1', 'S06.0X9']],
  ['concussion w loc', ['S06.0X9A'], ['S06.0X0']],
  ['gerd w/o esophagitis', ['K21.9'], ['K21.0']],
  ['gerd w esophagitis', ['K21.00'], ['K21.9']],
  ['appendicitis without perforation or abscess', ['K37'], ['K35.33', 'K35.21']],
  ['non pressure ulcer left heel', ['L97.429'], ['L89']],
  ['non st elevation mi', ['I21.4'], []],
  ['hypertension no heart failure', ['I10'], ['I11.0', 'I13.0']],
];

const sided: Row[] = [
  ['gout r foot', ['M10.071'], ['M10.379']],
  ['l elbow fx', ['S42.402A']],
  ['fracture l hip', ['S72.002A']],
  ['ankle fx r subsequent routine healing', ['S82.891D']],
  ['cellulitis l leg', ['L03.116']],
  ['l bka', ['Z89.512']],
  ['cataract nuclear both', ['H25.13']],
];

describe.skipIf(realFiles() === null)(
  "coders' words in ICD-10-CM with its books (skipped where the public files are missing)",
  () => {
    const library = realLibrary(
      ['icd10cm-2026.zip', 'icd10cm-xml-2017.zip', 'icd10cm-tabular-2021.zip'],
      ['icd10cm-codes', 'icd10cm-tabular', 'icd10cm-index'],
    );
    let search: Search;
    beforeAll(() => {
      const lexicon = readLexicon((name) => readFileSync(join(reference, name), 'utf8'));
      search = new Search([library('icd10cm')], lexicon);
    });

    test.each([...denied, ...sided])('%s', (typed, first, never = []) => {
      const codes = search.search(request(typed)).rows.map(({ code }) => code);
      expect(codes.slice(0, first.length)).toEqual(first);
      const five = codes.slice(0, 5);
      expect(five.filter((code) => never.some((beginning) => code.startsWith(beginning)))).toEqual([]);
    });
  },
);
