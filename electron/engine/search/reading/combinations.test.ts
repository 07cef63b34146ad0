import { describe, expect, test } from 'vitest';
import { Combinations } from './combinations.ts';
import { targetsOf } from './targets.ts';

const combinations = new Combinations(
  [
    'together\tcodes\tnote',
    'I10;I50*\tI11.0\t',
    'I10;N18*\tI12.9\t',
    'I10;I50*;N18*\tI13.0\t',
    'I10\tI10\t',
  ].join('\n'),
);

describe('diagnoses that are coded together', () => {
  const of = (codes: string) =>
    combinations
      .of(targetsOf(codes))
      .map(({ places, codes: found }) => [found.map(({ first }) => first).join(' '), ...places]);

  test.each([
    ['I10;I50.9', [['I110', 0, 1]]],
    ['N18.4;I10', [['I129', 1, 0]]],
    ['I10;I50.9;N18.4', [['I130', 0, 1, 2]]],
    ['I10;J18.9', []],
    ['I10', []],
    ['I10;I10', []],
  ])('%s', (codes, expected) => {
    expect(of(codes)).toEqual(expected);
  });
});
