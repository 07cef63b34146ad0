import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { sealWith } from './install-key.ts';
import { ProtectedStore } from './protected-store.ts';

const folder = folderPerTest();
const seal = sealWith(Buffer.alloc(32, 1), 'file');
const other = sealWith(Buffer.alloc(32, 2), 'file');
const schema = z.object({ views: z.number() });
const places = (): [string, string] => [join(folder(), 'a', 'state'), join(folder(), 'b', 'state')];
const load = (changes: { seal?: typeof seal; log?: string[] } = {}) =>
  ProtectedStore.load({
    places: places(),
    seal: changes.seal ?? seal,
    schema,
    fresh: { views: 0 },
    log: (line) => changes.log?.push(line),
  });

describe('a protected state', () => {
  test('is fresh at first and writes nothing by being read', async () => {
    const store = await load();
    expect(store.get()).toEqual({ views: 0 });
    expect(store.isForeign).toBe(false);
    expect(readdirSync(folder())).toEqual([]);
  });

  test('is in two places, sealed, for this account alone, and is there the next time', async () => {
    await (await load()).set({ views: 41_976 });
    expect((await load()).get()).toEqual({ views: 41_976 });
    for (const place of places()) {
      expect(readFileSync(place, 'utf8')).not.toContain('41976');
      expect(statSync(place).mode & 0o777).toBe(0o600);
    }
  });

  test.each([0, 1])('survives the loss of place %i', async (which) => {
    await (await load()).set({ views: 5 });
    rmSync(places()[which] ?? '');
    expect((await load()).get()).toEqual({ views: 5 });
  });

  test.each([0, 1])('is not set back by restoring place %i', async (which) => {
    const place = places()[which] ?? '';
    await (await load()).set({ views: 1 });
    const earlier = readFileSync(place);
    await (await load()).set({ views: 2 });
    writeFileSync(place, earlier);
    const store = await load();
    expect(store.get()).toEqual({ views: 2 });
    // And both places agree again after the next writing.
    await store.set({ views: 3 });
    expect(readFileSync(places()[0], 'utf8')).toBe(readFileSync(places()[1], 'utf8'));
  });

  test('of another installation is not read, is told, and is kept', async () => {
    await (await load()).set({ views: 7 });
    const log: string[] = [];
    const store = await load({ seal: other, log });
    expect(store.get()).toEqual({ views: 0 });
    expect(store.isForeign).toBe(true);
    expect(log.length).toBeGreaterThan(0);
    await store.set({ views: 1 });
    expect(readdirSync(join(folder(), 'a')).toSorted()).toEqual(['state', 'state.lost']);
    const [place] = places();
    expect(seal.unwrap(readFileSync(`${place}.lost`, 'utf8').trim()).toString()).toContain('"views":7');
  });

  test('copied to another computer, whose own is elsewhere, leaves the own one standing', async () => {
    await (await load()).set({ views: 9 });
    await (await load({ seal: other })).set({ views: 3 });
    const store = await load({ seal: other });
    expect(store.get()).toEqual({ views: 3 });
    // One start more makes nobody a new guest.
    expect(store.isForeign).toBe(true);
  });

  test('of another installation is told at every later start, also when nothing is written', async () => {
    await (await load()).set({ views: 9 });
    await load({ seal: other });
    expect((await load({ seal: other })).isForeign).toBe(true);
  });

  test('keeps what another process of the program wrote while this one ran', async () => {
    const wide = z.object({ seen: z.number(), keys: z.array(z.string()), email: z.string().nullable() });
    const options = {
      places: places(),
      seal,
      schema: wide,
      fresh: { seen: 1, keys: ['a'], email: null as string | null },
      log: () => {},
    };
    const running = await ProtectedStore.load(options);
    await running.set({ ...running.get(), seen: 2 });
    const command = await ProtectedStore.load(options);
    await command.set({ seen: 9, keys: ['a', 'b'], email: 'x' });
    await running.set({ ...running.get(), seen: 5 });
    expect(running.get()).toEqual({ seen: 9, keys: ['a', 'b'], email: 'x' });
    await command.set({ ...command.get(), keys: ['b', 'c'] });
    await running.set({ ...running.get(), keys: [...running.get().keys, 'd'] });
    expect((await ProtectedStore.load(options)).get().keys).toEqual(['b', 'c', 'd']);
  });

  test('that is damaged, or of another shape, is as if it were lost', async () => {
    await (await load()).set({ views: 4 });
    writeFileSync(places()[0], 'garbage');
    writeFileSync(places()[1], seal.wrap(Buffer.from('{"count":99,"value":{"views":"many"}}')));
    expect((await load()).get()).toEqual({ views: 0 });
  });

  test('is written where one place can be; where none can, it is an error and nothing has changed', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'a'), 'a file where a folder should be');
    const store = await load();
    await store.set({ views: 2 });
    expect((await load()).get()).toEqual({ views: 2 });
    rmSync(join(folder(), 'b'), { recursive: true });
    writeFileSync(join(folder(), 'b'), 'here too');
    await expect(store.set({ views: 3 })).rejects.toThrow();
    expect(store.get()).toEqual({ views: 2 });
  });

  test('many changes at once end as the last one said', async () => {
    const store = await load();
    await Promise.all(Array.from({ length: 20 }, (_, views) => store.set({ views })));
    expect((await load()).get()).toEqual({ views: 19 });
  });
});
