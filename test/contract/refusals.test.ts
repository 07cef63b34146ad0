import { describe, expect, test } from 'vitest';
import { channels, events } from '../../electron/contract/channels.ts';
import { AppError, errorCodes, problemSchema } from '../../electron/contract/errors.ts';
import { channelNames, eventNames } from '../../electron/contract/names.ts';
import type { Sender } from '../fixtures/channels.ts';
import { expectRefusal, marker, recording, sender, served, validInputs } from '../fixtures/channels.ts';

describe('who may ask', () => {
  const strangers: [string, Sender][] = [
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

test('a book leads to public codes only: no descriptor of CPT past the page that counts', async () => {
  for (const system of ['cpt', 'pos'] as const) {
    await expectRefusal('browse.target', { system, code: '99213', date: '2025-12-01' });
  }
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
