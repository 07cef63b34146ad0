import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channels, events } from '../../electron/contract/channels.ts';
import { AppError, errorCodes, problemSchema } from '../../electron/contract/errors.ts';
import { channelNames, eventNames } from '../../electron/contract/names.ts';
import type { ChannelName } from '../../electron/contract/names.ts';
import type { Handlers } from '../../electron/ipc/serve.ts';
import { sender, served, validInputs } from '../fixtures/channels.ts';

/** Stands in every hostile input; whatever leaves the server must not hold it. */
const marker = 'ZQX7-private-words';

function recording(answer: () => unknown = () => null): { handlers: Handlers; called: [string, unknown][] } {
  const called: [string, unknown][] = [];
  const entries = channelNames.map((channel) => [
    channel,
    (input: unknown) => {
      called.push([channel, input]);
      return answer();
    },
  ]);
  // One recorder for all channels has no channel's own type.
  return { handlers: Object.fromEntries(entries) as Handlers, called };
}

async function expectRefusal(
  channel: ChannelName,
  input: unknown,
  from?: ReturnType<typeof sender>,
): Promise<void> {
  const { handlers, called } = recording();
  const { ask, log } = served(handlers);
  const answer = await ask(channel, input, from);
  expect(called).toEqual([]);
  if (answer.ok) throw new Error(`${channel} took what it must not take`);
  expect(answer.error.code).toBe(from ? 'not-allowed' : 'bad-request');
  expect(problemSchema.parse(answer.error)).toEqual(answer.error);
  expect(JSON.stringify(answer)).not.toContain(marker);
  expect(log.join('\n')).not.toContain(marker);
  expect(log).toHaveLength(1);
  expect(log[0]).toContain(answer.error.id);
}

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
    await fc.assert(
      fc.asyncProperty(
        wrong.filter(
          (value) =>
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

describe('who may ask', () => {
  const strangers: [string, ReturnType<typeof sender>][] = [
    ['a page from the network', sender('https://example.com/index.html')],
    ['a host that begins like ours', sender('app://case2code.evil/index.html')],
    ['a host behind a user name like ours', sender('app://case2code@evil/index.html')],
    ['a file', sender('file:///index.html')],
    ['a page without an address', sender('')],
    ['a frame inside our page', sender('app://case2code/index.html', 'sub')],
    ['a frame that is gone', sender('app://case2code/index.html', 'gone')],
    ['a frame that was disposed meanwhile', sender('app://case2code/index.html', 'disposed')],
    ['the development server, in the packaged program', sender('http://localhost:5173/')],
  ];

  test.each(strangers)('not %s, on no channel', async (_who, from) => {
    for (const channel of channelNames) await expectRefusal(channel, validInputs[channel], from);
  });
});

describe('what goes wrong behind a channel', () => {
  test('a typed error crosses with its code; the log names it by its id', async () => {
    for (const code of errorCodes) {
      const { handlers } = recording(() => {
        throw new AppError(code, 'What happened, and what to do.');
      });
      const { ask, log } = served(handlers);
      const answer = await ask('library.status', null);
      expect(answer).toMatchObject({ ok: false, error: { code, message: 'What happened, and what to do.' } });
      expect(log.length).toBe(code === 'superseded' || code === 'cancelled' ? 0 : 1);
    }
  });

  test.each<[string, () => unknown]>([
    ['an error whose words hold the query', () => new Error(`no ${marker}`)],
    ['words on many lines', () => new Error(`bad\n${marker}\n    at ${marker} (x.js:1:1)`)],
    [
      'an error that was caused by one',
      () => new AppError('source-damaged', 'Damaged.', { cause: new Error(marker) }),
    ],
    ['a text', () => marker],
    ['an object', () => ({ message: marker, code: marker })],
    [
      'a system error',
      () => Object.assign(new Error(`ENOENT: /home/${marker}`), { code: 'ENOENT', path: marker }),
    ],
  ])('%s reaches neither the window nor the log', async (_what, thrown) => {
    const { handlers } = recording(() => {
      throw thrown();
    });
    const { ask, log } = served(handlers);
    const answer = await ask('search.query', { ...validInputs['search.query'], text: marker });
    if (answer.ok) throw new Error('it did not fail');
    expect(['internal', 'source-damaged']).toContain(answer.error.code);
    expect(JSON.stringify(answer)).not.toContain(marker);
    expect(log).toHaveLength(1);
    expect(log[0]).not.toContain(marker);
    expect(log[0]).toMatch(new RegExp(`^${answer.error.id} search.query `));
  });

  test('an answer that is not what the contract says is an internal error where answers are checked', async () => {
    const { handlers } = recording(() => ({ rows: marker }));
    const checked = served(handlers);
    expect(await checked.ask('search.query', validInputs['search.query'])).toMatchObject({
      error: { code: 'internal' },
    });
    expect(checked.log.join('\n')).not.toContain(marker);
    expect(await served(handlers, false).ask('search.query', validInputs['search.query'])).toMatchObject({
      ok: true,
    });
  });
});

describe('the contract', () => {
  test('every channel has schemas and is served; every event has a payload; nothing else does', () => {
    expect(Object.keys(channels).toSorted()).toEqual(channelNames.toSorted());
    expect(Object.keys(events).toSorted()).toEqual(eventNames.toSorted());
    const { registered } = served(recording().handlers);
    expect([...registered.keys()].toSorted()).toEqual(channelNames.toSorted());
  });

  test('error codes are a closed set without doubles', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
    expect(problemSchema.safeParse({ code: 'something-new', message: 'x', id: '1' }).success).toBe(false);
  });
});
