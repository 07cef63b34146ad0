import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelNames } from '../../electron/contract/names.ts';
import { expectRefusal, marker, recording, served, validInputs } from '../fixtures/channels.ts';

class Impostor {
  readonly words = marker;
}

function deep(levels: number): unknown {
  let inside: unknown = marker;
  for (let level = 0; level < levels; level += 1) inside = level % 2 === 0 ? { inside } : [inside];
  return inside;
}

const oddities: [string, unknown][] = [
  ['undefined', undefined],
  ['a date', new Date(0)],
  ['a map', new Map([['text', marker]])],
  ['a set', new Set([marker])],
  ['an error', new Error(marker)],
  ['a regular expression', /x/],
  ['bytes', new Uint8Array(1000)],
  ['an instance', new Impostor()],
  ['a big integer', 10n],
  ['not a number', NaN],
  ['an empty object', {}],
  ['an object without prototype', Object.create(null)],
  ['an array', [marker]],
  ['five megabytes of text', marker.repeat(300_000)],
  [
    'five megabytes in a field',
    { text: marker.repeat(300_000), job: marker.repeat(300_000), code: marker.repeat(300_000) },
  ],
  [
    'a hundred thousand fields',
    Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`${marker}${at}`, at])),
  ],
  ['a thousand levels', deep(1000)],
  ['a long array of objects', Array.from({ length: 10_000 }, () => ({ text: marker }))],
];

const isShortText = (value: unknown): boolean => typeof value === 'string' && value.length <= 24;

/** What some field takes of the values that are of another type in every other. */
const rightAfterAll: Record<string, (value: unknown) => boolean> = {
  'library.changes edition': (value) => value === null,
  'library.changes offset': (value) => value === 0 || value === 51,
  'library.verify line': (value) => value === null,
  'recent.codes limit': (value) => value === 51,
  'library.changes limit': (value) => value === 51,
  'licence.activate key': isShortText,
  'licence.enterKey key': isShortText,
  'licence.takeText text': (value) => typeof value === 'string',
  'licence.takeText key': (value) => value === null || isShortText(value),
  'licence.chooseFile key': (value) => value === null || isShortText(value),
  'licence.signIn password': isShortText,
  'licence.signIn isNew': (value) => value === true,
  'licence.request key': isShortText,
  'licence.takeOff isOffline': (value) => value === true,
  'browse.entries under': (value) => value === null || isShortText(value),
  'browse.entries from': (value) => value === 0 || value === 51,
  'browse.entries limit': (value) => value === 51,
  'browse.grid from': (value) => value === 0 || value === 51,
  'browse.grid limit': (value) => value === 51,
};

describe.each(channelNames)('%s', (channel) => {
  const valid = validInputs[channel];

  test('takes a valid input, and its handler gets exactly that', async () => {
    const { handlers, called } = recording();
    await served(handlers, false).ask(channel, valid);
    expect(called).toEqual([[channel, valid]]);
  });

  test.each(oddities)('refuses %s', async (_what, input) => {
    await expectRefusal(channel, input);
  });

  test('refuses arbitrary JSON', async () => {
    const garbage = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.record({ text: fc.anything(), date: fc.anything(), [marker]: fc.anything() }),
    );
    await fc.assert(
      fc.asyncProperty(
        garbage.filter((input) => input !== null),
        (input) => expectRefusal(channel, input),
      ),
      { numRuns: 60 },
    );
  });

  if (valid === null) {
    test('takes null and nothing else', async () => {
      for (const input of [undefined, 0, '', false, 'null', {}, [null]]) await expectRefusal(channel, input);
    });
    return;
  }

  test('refuses a field too many, whatever it is called', async () => {
    const names = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', marker),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        names.filter((name) => !Object.hasOwn(valid, name)),
        async (name) => {
          const input = { ...valid };
          Object.defineProperty(input, name, { value: { theme: marker }, enumerable: true });
          await expectRefusal(channel, input);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('refuses a prototype in the place of a field', async () => {
    await expectRefusal(channel, JSON.parse(`{"__proto__": ${JSON.stringify(valid)}}`));
    await expectRefusal(channel, JSON.parse(`{"constructor": {"prototype": {"polluted": "${marker}"}}}`));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each(Object.keys(valid))('refuses anything of another type as %s', async (field) => {
    const wrong = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        -1,
        0,
        0.5,
        51,
        1e9,
        NaN,
        true,
        marker.repeat(1000),
        [marker],
        { [marker]: 1 },
        new Date(0),
        '2025-02-30',
        '31.12.2025',
      ),
      fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value === 'object'),
    );
    const already = Reflect.get(valid, field);
    const isRight = rightAfterAll[`${channel} ${field}`];
    await fc.assert(
      fc.asyncProperty(
        wrong.filter(
          (value) =>
            !isRight?.(value) &&
            !(field === 'limit' && value === already) &&
            !(Array.isArray(already) && Array.isArray(value) && value.length === 0) &&
            !(
              field === 'text' &&
              channel === 'search.query' &&
              typeof value === 'string' &&
              value.length <= 400
            ) &&
            !(['text', 'code', 'job'].includes(field) && typeof value === 'string' && value.length <= 16),
        ),
        (value) => expectRefusal(channel, { ...valid, [field]: value }),
      ),
      { numRuns: 60 },
    );
  });

  // Every setting may be left out; the fields of the others may not.
  if (channel === 'settings.set') return;
  test.each(Object.keys(valid))('refuses to go without %s', async (field) => {
    const rest = Object.entries(valid).filter(([name]) => name !== field);
    await expectRefusal(channel, Object.fromEntries(rest));
  });
});
