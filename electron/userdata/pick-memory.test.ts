import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { newKey } from '../codeset/keys.ts';
import { PickMemory, queryWords } from './pick-memory.ts';
import type { WeighedPick } from './user-data.ts';
import { UserData } from './user-data.ts';

const folder = folderPerTest();
const pick = (query: string, code: string, weight = 1, at = 0): WeighedPick => ({
  query,
  system: 'icd10cm',
  code,
  weight,
  at,
});
const found = (memory: PickMemory, text: string): string[] => memory.find(text).map(({ code }) => code);

describe('the words of a query', () => {
  test.each([
    ['frac fem', ' FEM  frac '],
    ["Ménière's", 'meniere'],
    ['knee', 'sys:cm knee billable:yes'],
    ['"heart failure"', 'failure, heart'],
  ])('%j and %j are the same', (one, other) => {
    expect(queryWords(one)).toEqual(queryWords(other));
    expect(queryWords(one)).not.toBeNull();
  });

  test.each(['-open', '-"open"', '-“open”'])('the exclusion %j is another query than the word', (open) => {
    expect(queryWords(`fracture ${open}`)).toEqual(['-open', 'fracture']);
    expect(queryWords(`${open} fracture`)).toEqual(['-open', 'fracture']);
  });

  test('a quote still open runs to the end', () => {
    expect(queryWords('fracture -"open')).toEqual(['-open', 'fracture']);
  });

  test('quoted words are no exclusion, and every word of one that is excluded is', () => {
    expect(queryWords('fracture "open"')).toEqual(['fracture', 'open']);
    expect(queryWords('edema -"heart failure" leg')).toEqual(['-failure', '-heart', 'edema', 'leg']);
  });

  test.each(['', '…', 'sys:cm', 'a b c d e f g h i j k l m'])('%j is no query to remember', (text) => {
    expect(queryWords(text)).toBeNull();
  });
});

describe('what was chosen before', () => {
  test.each(['femur fracture left', 'LEFT  femur fracture', 'frac fem lef', 'fra fem left'])(
    '%j brings it back',
    (text) => {
      expect(found(new PickMemory([pick('femur fracture left', 'S72.92XA')]), text)).toEqual(['S72.92XA']);
    },
  );

  test.each(['fracture femur', 'fr fem left', 'femur fracture left open', 'fractures femur left', 'lef'])(
    '%j does not',
    (text) => {
      expect(found(new PickMemory([pick('femur fracture left', 'S72.92XA')]), text)).toEqual([]);
    },
  );

  test('comes by what counts most, then by what was chosen last, over all queries that the words begin', () => {
    const memory = new PickMemory([
      pick('diabetes', 'E11.9', 0.7, 5),
      pick('diabetes', 'E11.65', 1, 6),
      pick('diabetic', 'E11.9', 0.7, 1),
      pick('diarrhea', 'R19.7', 1, 7),
    ]);
    expect(found(memory, 'diabet')).toEqual(['E11.9', 'E11.65']);
    expect(found(memory, 'dia')).toEqual(['E11.9', 'R19.7', 'E11.65']);
    expect(found(memory, 'diabetes')).toEqual(['E11.65', 'E11.9']);
  });

  test('is replaced query by query, and counted', () => {
    const memory = new PickMemory([pick('htn', 'I10'), pick('htn', 'I15.9')]);
    memory.set('ckd', [pick('ckd', 'N18.9')]);
    expect(memory.kept).toBe(3);
    memory.set('htn', [pick('htn', 'I10')]);
    memory.set('ckd', []);
    expect([memory.kept, found(memory, 'htn'), found(memory, 'ckd')]).toEqual([1, ['I10'], []]);
  });
});

describe('by the choices made', () => {
  /** Codes of one query, in the order in which they come after these choices. */
  const after = (...codes: string[]): string[] => {
    const data = UserData.open(join(folder(), `${codes.join()}.db`), newKey());
    try {
      for (const [at, code] of codes.entries()) data.picked({ query: 'dm', system: 'icd10cm', code, at });
      return found(new PickMemory(data.picks()), 'dm');
    } finally {
      data.close();
    }
  };

  test('one choice is enough where there is no other', () => {
    expect(after('B')).toEqual(['B']);
  });

  test('one by accident is made good by one of the right code', () => {
    expect(after('wrong', 'right')).toEqual(['right', 'wrong']);
  });

  test('one by accident does not move what is chosen often', () => {
    expect(after('right', 'right', 'wrong')).toEqual(['right', 'wrong']);
    expect(after(...Array.from({ length: 9 }, () => 'right'), 'wrong')).toEqual(['right', 'wrong']);
  });

  test('however old a habit, two choices of another code change it', () => {
    expect(after(...Array.from({ length: 50 }, () => 'old'), 'new', 'new')).toEqual(['new', 'old']);
  });

  test('what five choices passed over is forgotten', () => {
    expect(after('wrong', 'a', 'a', 'a', 'a')).toContain('wrong');
    expect(after('wrong', 'a', 'a', 'a', 'a', 'a')).toEqual(['a']);
  });
});
