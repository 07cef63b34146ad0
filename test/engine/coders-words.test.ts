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
  ['migraine wo aura', ['G43.009'], ['G43.1']],
  ['migraine nos', ['G43.909'], ['G43.919']],
  ['inguinal hernia right without obstruction', ['K40.90']],
  ['not otherwise specified pneumonia', ['J18.9']],
  ['loss pregnancy recurrent without current pregnancy', ['N96']],
  ['no appetite', ['R63.0']],
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
  ['gout r big toe', ['M10.071'], ['M06.9']],
  ['closed fx r distal radius initial', ['S52.501A'], ['S52.3']],
  ['pain left shoulder and knee', ['M25.512', 'M25.569']],
  ['neck and back pain', ['M54.2', 'M54.9']],
  ['l knee oa', ['M17.12'], ['M17.11']],
  ['abscess axilla left', ['L02.412']],
  ['l4 fx', ['S32.049A']],
  ['dog bite hand right', ['S61.451A']],
  ['cataract nuclear both', ['H25.13']],
];

const named: Row[] = [
  ['dm2 with ckd stage 4', ['E11.22', 'N18.4'], ['H35', 'L89', 'E11.9']],
  ['dm2 w ckd stage 4', ['E11.22', 'N18.4'], ['E11.8']],
  ['dm2 with ckd 3', ['E11.22', 'N18.30'], ['E71']],
  ['ckd stage 3 due to dm2', ['E11.22', 'N18.30'], ['E11.9']],
  ['t2dm ckd4', ['E11.22', 'N18.4'], ['E11.9']],
  ['htn with ckd stage 5', ['I12.0', 'N18.5'], ['I12.9']],
  ['heart attac', ['I21.9']],
  ['resp failure acute hypoxic', ['J96.01']],
  ['aftercare hip replacement', ['Z47.1']],
  ['bmi 31.5', ['Z68.31']],
  ['bmi 19', ['Z68.1']],
  ['body mass index of 47.9', ['Z68.42']],
];

const together: Row[] = [
  ['htn and chf', ['I11.0', 'I50.9'], ['I10']],
  ['htn, chf', ['I11.0']],
  ['dm2 and neuropathy', ['E11.40'], ['E11.9']],
  ['copd and pneumonia', ['J44.0', 'J18.9'], ['J44.9']],
  ['htn, dm2, ckd 3', ['I12.9', 'E11.22', 'N18.30'], ['I10']],
  ['aki on ckd 3b', ['N17.9', 'N18.32']],
  ['htn heart disease with chf', ['I11.0', 'I50.9'], ['I11.9']],
  ['pneumonia with sepsis', ['A41.9', 'J18.9'], ['A40']],
  ['cough with fever', ['R05.9', 'R50.9']],
  ['dm2 on insulin', ['E11.9', 'Z79.4']],
  ['pain and swelling left knee', ['M25.562', 'M25.462'], ['R52']],
  ['cough, no fever', ['R05.9'], ['R50']],
];

const cues: Row[] = [
  ['fhx dm2', ['Z83.3'], ['E11']],
  ['family history of dm2', ['Z83.3'], ['E11']],
  ['fhx lupus', ['Z82.69'], ['M32', 'L93']],
  ['fhx copd', ['Z82.5'], ['J44']],
  ['fhx gibberosis', ['Z84.89']],
  ['h/o copd', ['Z87.09'], ['J44']],
  ['h/o hip fx', ['Z87.81'], ['S72']],
  ['h/o stroke with right hemiparesis', ['I69.351'], ['Z86.73', 'G81']],
  ['late effects of stroke dysphagia', ['I69.391']],
  ['sequela of fracture left femur', ['S72.92XS'], ['M84']],
  ['left hemiparesis after stroke', ['I69.354'], ['G81']],
  ['right hemiparesis after stroke', ['I69.351'], ['G81']],
  ['old cva with left hemiparesis', ['I69.354'], ['Z86.73']],
  ['left hemiplegia', ['G81.94']],
  ['left dominant hemiplegia', ['G81.92']],
  ['rule out dvt left leg', ['M79.605']],
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

    test.each([...denied, ...sided, ...named, ...together, ...cues])('%s', (typed, first, never = []) => {
      const codes = search.search(request(typed)).rows.map(({ code }) => code);
      expect(codes.slice(0, first.length)).toEqual(first);
      const five = codes.slice(0, 5);
      expect(five.filter((code) => never.some((beginning) => code.startsWith(beginning)))).toEqual([]);
    });
  },
);
