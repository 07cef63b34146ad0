import { expect, test } from 'vitest';
import { draft, header, row } from '../../../test/fixtures/drafts.ts';
import { inMemory } from '../../../test/fixtures/search.ts';
import { NoteTexts } from './note-text.ts';

const set = inMemory(
  draft('icd10cm', [
    header('E08', 'One'),
    header('E13', 'Two'),
    row('icd10cm', 'O244', 'Three', { billable: false }),
    row('icd10cm', 'E058', 'Four'),
    row('icd10cm', 'C4A', 'Five'),
    row('icd10cm', 'QA0', 'Six', { billable: false }),
    row('icd10cm', 'T360X1A', 'Seven'),
  ]),
);
const said = (text: string) =>
  new NoteTexts(set, '2025-12-01')
    .parts(text)
    .map(({ text: piece, code }) => (code === null ? piece : `<${piece}|${code.code}|${code.mark}>`))
    .join('');

test.each([
  ['nothing named', 'nothing named'],
  ['a range (E08-E13)', 'a range (<E08|E08|>-<E13|E13|>)'],
  ['incomplete (O24.4-), and (E08.-)', 'incomplete (<O24.4-|O24.4|>), and (<E08.-|E08|>)'],
  ['now a header (O24.4)', 'now a header (<O24.4|O24.4|header>)'],
  ['whole (E05.8).', 'whole (<E05.8|E05.8|>).'],
  ['a code from category E08 and one', 'a code from category <E08|E08|> and one'],
  ['codes from E08 to E13', 'codes from <E08|E08|> to <E13|E13|>'],
  ['letters inside: C4A, QA0-, T36.0X1A', 'letters inside: <C4A|C4A|>, <QA0-|QA0|>, <T36.0X1A|T36.0X1A|>'],
  ['vitamin B12, H1N1, T1 and L5', 'vitamin B12, H1N1, T1 and L5'],
  ['not held (Z79.4)', 'not held (<Z79.4|Z79.4|not in Test edition of icd10cm>)'],
  ['not held (B12)', 'not held (<B12|B12|not in Test edition of icd10cm>)'],
])('%s', (text, expected) => {
  expect(said(text)).toBe(expected);
});

test('a selection of codes says of no code that it is not there', () => {
  const selection = inMemory(draft('icd10cm', [row('icd10cm', 'I10', 'One')], { starter: true }));
  expect(new NoteTexts(selection, '2025-12-01').parts('(Z79.4)')[1]?.code).toEqual({
    code: 'Z79.4',
    held: false,
    mark: '',
  });
});
