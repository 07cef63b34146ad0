import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import type { Settings } from '../contract/settings.ts';
import { noUpdates } from '../contract/updates.ts';
import { SettingsStore } from './store.ts';

const folder = folderPerTest();
const file = () => join(folder(), 'settings.json');
const load = (told: Settings[] = []): Promise<SettingsStore> =>
  SettingsStore.load(file(), (settings) => told.push(settings));
const defaults: Settings = {
  theme: 'system',
  density: 'normal',
  systems: [],
  learnPicks: true,
  updates: noUpdates,
};

describe('loading', () => {
  test('without a file gives the defaults and writes nothing', async () => {
    expect((await load()).get()).toEqual(defaults);
    expect(readdirSync(folder())).toEqual([]);
  });

  test.each<[string, string, Settings]>([
    ['no JSON', '{"theme": "dark"', defaults],
    ['not an object', '[1, 2]', defaults],
    ['null', 'null', defaults],
    ['one bad field', '{"theme":"neon","density":"dense"}', { ...defaults, density: 'dense' }],
    ['another bad field', '{"theme":"dark","density":7}', { ...defaults, theme: 'dark' }],
    ['a bad feed', '{"theme":"dark","updateFeed":"http://x"}', { ...defaults, theme: 'dark' }],
    ['updates from anywhere', '{"updates":{"enabled":true,"feed":"http://feed.example"}}', defaults],
    [
      'updates that say too much',
      '{"theme":"dark","updates":{"enabled":true,"more":1}}',
      { ...defaults, theme: 'dark' },
    ],
    [
      'a part of the updates',
      '{"updates":{"everyHours":48}}',
      { ...defaults, updates: { ...noUpdates, everyHours: 48 } },
    ],
    ['unknown fields', '{"theme":"light","colour":"red"}', { ...defaults, theme: 'light' }],
    ['a prototype', '{"__proto__":{"theme":"dark"},"constructor":{"prototype":{}}}', defaults],
  ])('%s keeps what is valid', async (_what, text, expected) => {
    writeFileSync(file(), text);
    expect((await load()).get()).toEqual(expected);
  });

  test('any file at all gives settings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        writeFileSync(file(), text);
        expect(Object.keys((await load()).get()).toSorted()).toEqual([
          'density',
          'learnPicks',
          'systems',
          'theme',
          'updates',
        ]);
      }),
      { numRuns: 60 },
    );
    expect(Object.hasOwn(Object.prototype, 'theme')).toBe(false);
  });

  test.each([
    ['https://updates.example/win', 'https://updates.example/win'],
    ['http://updates.example', null],
    ['file:///etc', null],
    ['javascript:alert(1)', null],
    [7, null],
  ])('an update feed of %j is %j', async (updateFeed, expected) => {
    writeFileSync(file(), JSON.stringify({ updateFeed }));
    expect((await load()).updateFeed).toBe(expected);
  });
});

describe('setting', () => {
  test('applies, tells, and is there the next time', async () => {
    const told: Settings[] = [];
    const store = await load(told);
    expect(await store.set({ theme: 'dark' })).toEqual({ ...defaults, theme: 'dark' });
    expect(await store.set({ density: 'dense' })).toEqual({ ...defaults, theme: 'dark', density: 'dense' });
    expect(told).toEqual([
      { ...defaults, theme: 'dark' },
      { ...defaults, theme: 'dark', density: 'dense' },
    ]);
    expect((await load()).get()).toEqual({ ...defaults, theme: 'dark', density: 'dense' });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder())).toEqual(['settings.json']);
  });

  test('keeps what the administrator set beside it', async () => {
    writeFileSync(file(), '{"updateFeed":"https://updates.example"}');
    await (await load()).set({ theme: 'light' });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ updateFeed: 'https://updates.example' });
  });

  test('many at once: the file ends as the last one said', async () => {
    const store = await load();
    const changes = Array.from({ length: 20 }, (_, at) =>
      store.set({ theme: at % 2 === 0 ? 'dark' : 'light' }),
    );
    await Promise.all([...changes, store.set({ density: 'dense' })]);
    expect(store.get()).toEqual({ ...defaults, theme: 'light', density: 'dense' });
    expect((await load()).get()).toEqual({ ...defaults, theme: 'light', density: 'dense' });
    expect(readdirSync(folder())).toEqual(['settings.json']);
  });

  test('that cannot be written is a typed error; the choice holds until the program ends, and the next write works', async () => {
    const store = await SettingsStore.load(join(folder(), 'none', 'settings.json'), () => {});
    await expect(store.set({ theme: 'dark' })).rejects.toMatchObject({ name: 'AppError' });
    expect(store.get().theme).toBe('dark');
    await expect(store.set({ theme: 'light' })).rejects.toMatchObject({ name: 'AppError' });
    expect(store.get().theme).toBe('light');
  });
});
