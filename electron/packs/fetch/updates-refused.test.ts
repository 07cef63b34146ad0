import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { bytesOf, never, packOf, silent, updates as updatesOf } from '../../../test/support/feed-program.ts';
import { feedPerTest } from '../../../test/support/feed-per-test.ts';
import { hashOf } from '../../../test/support/small-pack.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { AppError } from '../../contract/errors.ts';
import type { HeldLine } from './holdings.ts';

const folder = folderPerTest();
const feed = feedPerTest(folder);
const { publish } = feed;

describe('changes to an edition that is held otherwise', () => {
  const held = { line: 'hcpcs' as const, content: 'a'.repeat(64), own: [], serial: null };
  /** Two bytes less than the full pack: they are what is chosen. */
  const bytes = Buffer.concat([bytesOf('hcpcs').subarray(0, 2048), Buffer.from('few')]);
  const changes = packOf('hcpcs', {
    id: 'changes',
    kind: 'delta',
    base: held.content,
    url: 'packs/changes.c2cpack',
    size: bytes.length,
    sha256: hashOf(bytes),
  });
  const program = (own: HeldLine['own'] = []) => {
    const installs: string[][] = [];
    const holdings = () => ({ held: [{ ...held, own }], notOpen: new Set<never>(), decided: new Map() });
    const install = (packs: readonly string[]): Promise<void> => {
      const isChanges = (pack: string): boolean => readFileSync(pack).equals(bytes);
      installs.push(packs.map((pack) => (isChanges(pack) ? 'changes' : 'full')));
      return packs.some(isChanges)
        ? Promise.reject(new AppError('pack-base', 'It is held otherwise.'))
        : Promise.resolve();
    };
    return { installs, ...updatesOf(feed.server, folder(), {}, { holdings, install }) };
  };

  test('are refused, and the full pack is fetched in their stead', async () => {
    publish(1, [packOf('hcpcs'), changes]);
    feed.server.put('/feed/packs/changes.c2cpack', bytes);
    const { made, installs } = program();
    await made.check(never);
    await made.install(['hcpcs'], never, silent);
    expect(installs).toEqual([['changes'], ['full']]);
    expect(readdirSync(join(folder(), 'updates'))).toEqual(['list.json', 'updates.json']);
    expect((await made.state()).problem).toBeNull();
    // They are not offered again over what is held.
    expect((await made.state()).offers).toMatchObject([{ isDelta: false }]);
  });

  test('are refused, and the full pack that had begun to come is gone on with after a restart', async () => {
    publish(1, [packOf('hcpcs'), changes]);
    feed.server.put('/feed/packs/changes.c2cpack', bytes);
    const { made, installs } = program();
    await made.check(never);
    feed.server.behave = (turn) =>
      turn.asked.path.endsWith('/hcpcs.c2cpack') ? does.fallsSilent(900)(turn) : turn.reply;
    const control = new AbortController();
    const stopped = made.install(['hcpcs'], control.signal, ({ done }) => {
      if (installs.length > 0 && (done ?? 0) > 0) control.abort();
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    feed.server.behave = ({ reply }) => reply;
    const again = program();
    await again.made.tidy();
    expect((await again.made.state()).offers).toMatchObject([{ isDelta: false, arrived: 900 }]);
    await again.made.install(['hcpcs'], never, silent);
    expect([installs, again.installs]).toEqual([[['changes']], [['full']]]);
  });

  test('are told as refused where the full pack would take an edition away that they leave', async () => {
    const { edition } = packOf('hcpcs').releases[0]!;
    const july = {
      dataset: 'hcpcs-codes' as const,
      edition: { ...edition, name: 'hcpcs Jul 2026', begins: '2026-07-01', ends: '2026-09-30' },
    };
    const releases = [july, ...changes.releases];
    publish(1, [{ ...changes, result: 'b'.repeat(64), releases }, packOf('hcpcs')]);
    feed.server.put('/feed/packs/changes.c2cpack', bytes);
    const { made, installs } = program([july]);
    expect((await made.check(never)).offers).toMatchObject([{ drops: [], waits: null }]);
    await expect(made.install(['hcpcs'], never, silent)).rejects.toMatchObject({ code: 'pack-base' });
    expect(installs).toEqual([['changes']]);
    // It is offered, and comes where the user asks for it.
    expect((await made.state()).offers).toMatchObject([{ drops: ['hcpcs Jul 2026'], waits: 'drops' }]);
    await made.install(['hcpcs'], never, silent);
    expect(installs).toEqual([['changes'], ['full']]);
  });

  test('are told as refused where there is no full pack', async () => {
    publish(1, [changes]);
    feed.server.put('/feed/packs/changes.c2cpack', bytes);
    const { made, installs } = program();
    await made.check(never);
    await expect(made.install(['hcpcs'], never, silent)).rejects.toMatchObject({ code: 'pack-base' });
    expect(installs).toEqual([['changes']]);
    expect(await made.state()).toMatchObject({ problem: { code: 'pack-base' }, offers: [] });
  });
});
