import { describe, expect, it } from 'vitest';
import { cutByMarks } from './marks.ts';

const title = 'Type 2 diabetes mellitus';
const joined = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join('');

describe('cutByMarks', () => {
  it('marks what matched and keeps every character', () => {
    expect(cutByMarks(title, [[7, 4]])).toEqual([
      { text: 'Type 2 ', marked: false },
      { text: 'diab', marked: true },
      { text: 'etes mellitus', marked: false },
    ]);
  });

  it('joins touching, overlapping and unsorted marks', () => {
    const pieces = cutByMarks(title, [
      [9, 6],
      [0, 4],
      [7, 3],
    ]);
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['Type', 'diabetes']);
    expect(joined(pieces)).toBe(title);
  });

  it('survives marks beyond the end and of no length', () => {
    const pieces = cutByMarks(title, [
      [20, 90],
      [5, 0],
      [400, 2],
    ]);
    expect(pieces.filter((piece) => piece.marked)).toEqual([{ text: 'itus', marked: true }]);
    expect(joined(pieces)).toBe(title);
  });

  it('cuts only the part asked for', () => {
    expect(cutByMarks(title, [[0, 12]], 7, 15)).toEqual([
      { text: 'diabe', marked: true },
      { text: 'tes', marked: false },
    ]);
  });
});
