import { expect, test } from 'vitest';
import { channelNames, droppedName } from '../../electron/contract/names.ts';
import { serveDropped } from '../../electron/ipc/dropped.ts';
import { isOwnPage } from '../../electron/shell/rules.ts';
import type { Sender } from '../fixtures/channels.ts';
import { marker, ownPage, sender } from '../fixtures/channels.ts';

type Listener = (event: Sender, input: unknown) => unknown;

function served(): { drop: Listener; taken: string[][]; log: string[] } {
  const taken: string[][] = [];
  const log: string[] = [];
  let drop: Listener | undefined;
  const ipcMain = {
    handle: (name: string, listener: unknown) => {
      expect(name).toBe(droppedName);
      drop = listener as Listener;
    },
  };
  serveDropped(ipcMain, (paths) => taken.push(paths), {
    isTrusted: (event) => isOwnPage(event),
    log: (line) => log.push(line),
  });
  if (!drop) throw new Error('nothing listens');
  return { drop, taken, log };
}

test('is no channel of the contract', () => {
  expect(channelNames).not.toContain(droppedName);
});

test('takes paths from the own page, and an empty drop', () => {
  const { drop, taken } = served();
  drop(ownPage, ['/downloads/icd10cm-2026.zip', 'C:\\files']);
  drop(ownPage, []);
  expect(taken).toEqual([['/downloads/icd10cm-2026.zip', 'C:\\files'], []]);
});

test.each<[string, Sender, unknown]>([
  ['a page from the network', sender('https://example.com/'), [marker]],
  ['a frame inside our page', sender('app://case2code/index.html', 'sub'), [marker]],
  ['a frame that is gone', sender('app://case2code/index.html', 'gone'), [marker]],
  ['a frame that was disposed meanwhile', sender('app://case2code/index.html', 'disposed'), [marker]],
  ['no list', ownPage, marker],
  ['an empty path', ownPage, ['']],
  ['a number', ownPage, [7]],
  ['a very long path', ownPage, [marker.repeat(5000)]],
  ['very many paths', ownPage, Array.from({ length: 3000 }, () => marker)],
])('refuses %s; the log names none of it', (_what, from, input) => {
  const { drop, taken, log } = served();
  drop(from, input);
  expect(taken).toEqual([]);
  expect(log).toEqual(['dropped files refused']);
});
