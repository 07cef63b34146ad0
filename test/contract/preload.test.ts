import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { bridgeKey, channelNames, droppedName, eventNames } from '../../electron/contract/names.ts';
import type { Bridge } from '../../electron/contract/bridge.ts';
import { ensureBuilt, root } from '../../scripts/fresh-build.ts';

type Listener = (event: unknown, payload: unknown) => void;

const invoked: [string, unknown][] = [];
const listeners = new Map<string, Set<Listener>>();
const exposed = new Map<string, unknown>();
const onWindow = new Map<string, (event: unknown) => void>();
const electron = {
  contextBridge: { exposeInMainWorld: (key: string, value: unknown) => exposed.set(key, value) },
  ipcRenderer: {
    invoke: (channel: string, input: unknown) => Promise.resolve(void invoked.push([channel, input])),
    on: (event: string, listener: Listener) =>
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
    removeListener: (event: string, listener: Listener) => listeners.get(event)?.delete(listener),
  },
  // A file that was made by a script has no place on the disk.
  webUtils: { getPathForFile: ({ name }: { name: string }) => (name === '' ? '' : `/downloads/${name}`) },
};

/** The shipped bundle, in a context that has nothing but Electron: a sandboxed preload has no more. */
beforeAll(() => {
  ensureBuilt();
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`a sandboxed preload cannot load ${name}`);
  };
  runInNewContext(readFileSync(join(root, 'out', 'preload', 'preload.cjs'), 'utf8'), {
    require,
    module: {},
    exports: {},
    window: {
      addEventListener: (name: string, listener: (event: unknown) => void) => onWindow.set(name, listener),
    },
  });
}, 180_000);

const bridge = (): Bridge => exposed.get(bridgeKey) as Bridge;

test('one object is exposed, with two functions', () => {
  expect([...exposed.keys()]).toEqual([bridgeKey]);
  expect(Object.keys(bridge()).toSorted()).toEqual(['invoke', 'on']);
});

test('every channel of the contract can be asked, and no other', async () => {
  for (const channel of channelNames) await bridge().invoke(channel, null);
  expect(invoked.map(([channel]) => channel)).toEqual([...channelNames]);
  for (const channel of ['shell.openExternal', '__proto__', 'constructor', '', 'library.status ']) {
    await expect(bridge().invoke(channel as never, null as never)).rejects.toThrow('No such channel');
  }
  expect(invoked).toHaveLength(channelNames.length);
});

test('every event can be heard, without its sender, until it is unsubscribed; no other', () => {
  for (const event of eventNames) {
    const heard: unknown[][] = [];
    const stop = bridge().on(event, (...values: unknown[]) => void heard.push(values));
    const [listener] = listeners.get(event) ?? [];
    listener?.({ sender: 'electron itself' }, 'payload');
    expect(heard).toEqual([['payload']]);
    stop();
    expect(listeners.get(event)?.size).toBe(0);
  }
  expect(() => bridge().on('ELECTRON_BROWSER' as never, () => {})).toThrow('No such event');
});

test('paths of dropped files go to main on a name that the page cannot send on; a script cannot drop', async () => {
  const drop = onWindow.get('drop');
  const dataTransfer = { types: ['Files'], files: [{ name: 'icd10cm-2026.zip' }, { name: '' }] };
  invoked.length = 0;
  drop?.({ isTrusted: false, dataTransfer });
  drop?.({ isTrusted: true, dataTransfer: { types: ['text/plain'], files: [] } });
  drop?.({ isTrusted: true, dataTransfer: null });
  expect(invoked).toEqual([]);
  drop?.({ isTrusted: true, dataTransfer });
  expect(invoked.map(([channel, paths]) => [channel, [...(paths as string[])]])).toEqual([
    [droppedName, ['/downloads/icd10cm-2026.zip']],
  ]);
  await expect(bridge().invoke(droppedName as never, ['/etc/passwd'] as never)).rejects.toThrow(
    'No such channel',
  );
});
