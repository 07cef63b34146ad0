import type { Target } from './targets.ts';
import { targetsOf } from './targets.ts';

/** What a number measured names: the words it takes and its code. */
export interface Measured {
  length: number;
  targets: Target[];
}

const names: readonly (readonly string[])[] = [['bmi'], ['body', 'mass', 'index']];
const between: ReadonlySet<string> = new Set(['of', 'is', 'was', 'at', 'adult']);

/** From a whole body mass index on, the code (ICD-10-CM Z68, adults of 20 years and more). */
const bodyMass: readonly [from: number, code: string][] = [
  [70, 'Z68.45'],
  [60, 'Z68.44'],
  [50, 'Z68.43'],
  [45, 'Z68.42'],
  [40, 'Z68.41'],
  [20, ''],
  [0, 'Z68.1'],
];

/** "bmi 31.5" at a word; a percentile is a child's and none. */
export function measuredAt(words: readonly string[], at: number): Measured | undefined {
  const name = names.find((one) => one.every((word, place) => words[at + place] === word));
  if (!name) return undefined;
  let place = at + name.length;
  while (between.has(words[place] ?? '')) place += 1;
  const typed = words[place] ?? '';
  if (!/^\d{2}(?:\.\d+)?$/.test(typed) || /^(?:percentile|percent|pct|th)$/.test(words[place + 1] ?? ''))
    return undefined;
  const whole = Math.floor(Number(typed));
  const code = bodyMass.find(([from]) => whole >= from)?.[1] ?? '';
  return { length: place + 1 - at, targets: targetsOf(code === '' ? `Z68.${whole}` : code) };
}
