import { describe, expect, test } from 'vitest';
import { cueAt } from './cues.ts';
import type { History } from './histories.ts';
import { Histories } from './histories.ts';
import { targetsOf } from './targets.ts';

const histories = new Histories(
  [
    'cue\tfirst\tlast\tcodes\tnote',
    'family\tE08\tE13\tZ83.3\t',
    'family\tE00\tE89\tZ83.49\t',
    'personal\tE00\tE89\tZ86.39\t',
  ].join('\n'),
);

describe('the history of a condition', () => {
  test.each<[History, string, string]>([
    ['family', 'E11.9', 'Z833'],
    ['family', 'E13.9', 'Z833'],
    ['family', 'E66.9', 'Z8349'],
    ['personal', 'E11.9', 'Z8639'],
    ['family', 'J44.9', 'Z8489'],
    ['personal', 'J44.9', 'Z87898'],
    ['personal', 'Z95.1', 'Z951'],
    ['personal', 'J1100', 'Z87898'],
  ])('%s, %s: %s', (history, condition, code) => {
    const [target] = targetsOf(condition);
    expect(histories.of(history, target).map(({ first }) => first)).toEqual([code]);
  });
});

test.each([
  ['fhx dm2', { kind: 'family', length: 1 }],
  ['family history of dm2', { kind: 'family', length: 3 }],
  ['h o copd', { kind: 'personal', length: 2 }],
  ['late effects of stroke', { kind: 'late', length: 3 }],
  ['fhx', undefined],
  ['family doctor', undefined],
  ['', undefined],
])('the cue of %j', (text, cue) => {
  expect(cueAt(text.split(' '), 0)).toEqual(cue);
});
