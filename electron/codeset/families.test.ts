import { expect, test } from 'vitest';
import { header, row } from '../../test/fixtures/drafts.ts';
import type { CodeRow } from './rows.ts';
import { SegmentBuilder } from './segment-builder.ts';

/** The header that each code folds under, of codes that fold at all. */
function folded(rows: readonly CodeRow[]): Record<string, string> {
  const docs = new Map(rows.map(({ key }, doc) => [key, doc]));
  const builder = new SegmentBuilder();
  for (const one of rows) builder.add({ ...one, parent: docs.get(one.parent ?? '') ?? null });
  const { family } = builder.finish();
  return Object.fromEntries(
    rows.flatMap(({ key }, doc) => (family[doc] === doc ? [] : [[key, rows[family[doc] ?? 0]?.key ?? '']])),
  );
}
const icd = (key: string, title: string, parent: string, ended: string | null = null): CodeRow =>
  row('icd10cm', key, title, { parent, ended });

test('codes that differ only by the side fold under the header they share', () => {
  const knee = [
    header('M2556', 'Pain in knee'),
    icd('M25561', 'Pain in right knee', 'M2556'),
    icd('M25562', 'Pain in left knee', 'M2556'),
    icd('M25569', 'Pain in unspecified knee', 'M2556'),
  ];
  expect(folded(knee)).toEqual({ M25561: 'M2556', M25562: 'M2556', M25569: 'M2556' });
});

test('a noun in the plural, or left out for both sides, is no difference', () => {
  const tunnel = [
    header('G560', 'Carpal tunnel syndrome'),
    icd('G5601', 'Carpal tunnel syndrome, right upper limb', 'G560'),
    icd('G5603', 'Carpal tunnel syndrome, bilateral upper limbs', 'G560'),
    header('H1011', 'Conjunctivitis'),
    icd('H10111', 'Conjunctivitis, right eye', 'H1011'),
    icd('H10113', 'Conjunctivitis, bilateral', 'H1011'),
  ];
  expect(folded(tunnel)).toEqual({ G5601: 'G560', G5603: 'G560', H10111: 'H1011', H10113: 'H1011' });
});

test('side and 7th character fold together; codes of an older edition do not count', () => {
  const femur = [
    header('S7200', 'Fracture of unspecified part of neck of femur'),
    header('S72001', 'Fracture of unspecified part of neck of right femur', 'S7200'),
    icd('S72001A', 'Fracture of unspecified part of neck of right femur, initial encounter', 'S72001'),
    header('S72002', 'Fracture of unspecified part of neck of left femur', 'S7200'),
    icd('S72002A', 'Fracture of unspecified part of neck of left femur, initial encounter', 'S72002'),
    icd('S72003A', 'Something else that went', 'S7200', '2020-09-30'),
  ];
  expect(new Set(Object.values(folded(femur)))).toEqual(new Set(['S7200']));
});

test('what differs by more than the side stands alone', () => {
  const other = [
    header('M256', 'Stiffness'),
    icd('M2561', 'Stiffness of right shoulder', 'M256'),
    icd('M2562', 'Stiffness of left elbow', 'M256'),
    header('N18', 'Chronic kidney disease'),
    icd('N181', 'Chronic kidney disease, stage 1', 'N18'),
    icd('N182', 'Chronic kidney disease, stage 2', 'N18'),
  ];
  expect(folded(other)).toEqual({});
});
