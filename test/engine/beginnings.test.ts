import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CodeSet } from '../../electron/codeset/reader.ts';
import { wholeWords } from '../../electron/engine/search/expand.ts';
import { readLexicon } from '../../electron/engine/search/reading/word-lists.ts';
import { openRequest } from '../../scripts/terminal/open-library.ts';
import { dataFolder } from '../../scripts/terminal/starter-library.ts';
import { Beginnings, leastBeginning } from '../fixtures/beginnings.ts';

const sets: CodeSet[] = [];
let starter: Beginnings | undefined;
beforeAll(async () => {
  const { files } = await openRequest(['starter']);
  for (const { file, key } of files) sets.push(await CodeSet.open(file, Buffer.from(key)));
  starter = new Beginnings(
    sets,
    readLexicon((name) => readFileSync(join(dataFolder, name), 'utf8')),
  );
}, 120_000);
afterAll(() => {
  for (const set of sets) set.close();
});

function held(): Beginnings {
  if (!starter) throw new Error('the starter set is open');
  return starter;
}

test('every longer beginning of a code still finds it, with its dot and without', () => {
  const { keys } = held();
  fc.assert(
    fc.property(fc.nat(keys.length - 1), fc.nat(4), fc.boolean(), (at, more, dotted) => {
      const key = keys[at] ?? '';
      const beginning = key.slice(0, leastBeginning + more);
      const typed =
        dotted && /^[A-Z]\d/.test(key) && beginning.length > 3
          ? `${beginning.slice(0, 3)}.${beginning.slice(3)}`
          : beginning;
      expect([typed, held().wrongOfCode(typed)]).toEqual([typed, []]);
    }),
    { numRuns: 400 },
  );
});

test('every longer beginning of a word of a title still matches its code', () => {
  const titled = held()
    .titled()
    .filter(({ words }) => words.length > 0);
  fc.assert(
    fc.property(fc.nat(titled.length - 1), fc.nat(20), fc.nat(20), (at, place, more) => {
      const { code, words } = titled[at] ?? { code: -1, words: [] };
      const word = words[place % words.length] ?? '';
      const beginning = word.slice(0, leastBeginning + (more % (word.length - leastBeginning + 1)));
      // "left" is no beginning of "leftover".
      fc.pre(beginning === word || !wholeWords.has(beginning));
      expect([beginning, held().matches(beginning, code)]).toEqual([beginning, true]);
    }),
    { numRuns: 400 },
  );
});
