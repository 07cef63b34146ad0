import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { indexTextOf, never, packOf, silent } from '../../../test/support/feed-program.ts';
import { feedPerTest } from '../../../test/support/feed-per-test.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import type { FeedPack } from './feed-index.ts';
import type { StoredList } from './update-memory.ts';

const folder = folderPerTest();
const feed = feedPerTest(folder);
const { publish, updates } = feed;
const stored = (): string => join(folder(), 'updates', 'list.json');
const keep = (change: (kept: StoredList) => object): void => {
  const kept = JSON.parse(readFileSync(stored(), 'utf8')) as StoredList;
  writeFileSync(stored(), JSON.stringify(change(kept)));
};

describe('after a restart', () => {
  test('what was found is still offered, asks nobody, and can be installed', async () => {
    publish(3, [packOf('hcpcs')]);
    const before = await updates().made.check(never);
    const asked = feed.server.asked.length;
    const again = updates();
    expect(await again.made.state()).toEqual(before);
    expect(feed.server.asked).toHaveLength(asked);
    await again.made.install(['hcpcs'], never, silent);
    expect(again.installed).toEqual(['hcpcs']);
    expect(feed.server.asked.slice(asked).map(({ path }) => path)).toEqual(['/feed/packs/hcpcs.c2cpack']);
  });

  test('offline too, and a look that fails leaves it', async () => {
    publish(3, [packOf('hcpcs')]);
    await updates().made.check(never);
    feed.server.behave = does.hangs;
    const again = updates();
    await expect(again.made.check(never)).rejects.toMatchObject({ code: 'network-down' });
    expect((await again.made.state()).offers).toMatchObject([{ line: 'hcpcs', state: 'ready' }]);
  });

  test('nothing of it counts while updates are off, or for another feed', async () => {
    publish(3, [packOf('hcpcs')]);
    await updates().made.check(never);
    expect(await updates({ enabled: false }).made.state()).toMatchObject({ offers: [], listed: null });
    const other = await updates({ feed: feed.server.address('/other') }).made.state();
    expect(other).toMatchObject({ offers: [], listed: null, checked: null });
  });

  test('a newer list of which the program was killed before it noted the serial is no older list: it is believed', async () => {
    publish(3, []);
    await updates().made.check(never);
    keep(({ from }) => ({ from, text: indexTextOf(4, [packOf('hcpcs')]) }));
    const { made } = updates();
    expect((await made.state()).offers).toMatchObject([{ line: 'hcpcs', state: 'ready' }]);
    await expect(made.check(never)).rejects.toMatchObject({ code: 'feed-older' });
  });

  test.each<[string, (kept: StoredList) => object]>([
    ['changed', ({ from, text }) => ({ from, text: text.replace('hcpcs.c2cpack', 'other.c2cpack') })],
    ['of an earlier list of the same publisher', ({ from }) => ({ from, text: indexTextOf(2, []) })],
    ['of another key', ({ from, text }) => ({ from, text: text.replace(/"keyId":"..../, '"keyId":"0000') })],
    ['of another form', () => ({ list: [] })],
  ])('a stored list that is %s is not believed, and the feed counts as not asked', async (_what, change) => {
    publish(3, [packOf('hcpcs')]);
    await updates().made.check(never);
    keep(change);
    const again = updates();
    expect(await again.made.state()).toMatchObject({
      offers: [],
      listed: null,
      checked: null,
      problem: null,
    });
    // The next look mends it.
    expect((await again.made.check(never)).offers).toHaveLength(1);
    expect((await updates().made.state()).offers).toHaveLength(1);
  });
});

describe('an old list', () => {
  const old = async (packs: FeedPack[], today: string) => {
    publish(1, packs, '2026-07-01');
    const { listed } = await updates({}, { today: () => today }).made.check(never);
    return listed;
  };
  const codes = packOf('hcpcs');
  const procedures = packOf('icd10pcs');

  test('with a set that comes every quarter: after a quarter and some days', async () => {
    expect(await old([procedures, codes], '2026-10-09')).toEqual({ created: '2026-07-01', isOld: false });
    expect(await old([procedures, codes], '2026-10-10')).toEqual({ created: '2026-07-01', isOld: true });
  });

  test('with sets that come twice a year: after half a year and some days', async () => {
    expect(await old([procedures], '2027-01-17')).toMatchObject({ isOld: false });
    expect(await old([procedures], '2027-01-18')).toMatchObject({ isOld: true });
  });
});

describe('packs that lie here at a start', () => {
  const packs = (): string[] =>
    readdirSync(join(folder(), 'updates')).filter((name) => name.includes('.c2cpack'));
  const begun = async (serial = 1): Promise<void> => {
    publish(serial, [packOf('hcpcs')]);
    const { made } = updates();
    await made.check(never);
    feed.server.behave = does.fallsSilent(900);
    const control = new AbortController();
    const cancelled = made.install(['hcpcs'], control.signal, ({ done }) => {
      if ((done ?? 0) > 0) control.abort();
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    feed.server.behave = ({ reply }) => reply;
    expect(packs()).toHaveLength(2);
  };

  test('a download that was begun is gone on with', async () => {
    await begun();
    const again = updates();
    await again.made.tidy();
    expect((await again.made.state()).offers).toMatchObject([{ arrived: 900 }]);
    await again.made.install(['hcpcs'], never, silent);
    expect(feed.server.asked.at(-1)?.range).toBe('bytes=900-');
    expect([again.installed, packs()]).toEqual([['hcpcs'], []]);
  });

  test('one that a newer pack took the place of goes; so does one of what is held by now', async () => {
    await begun();
    publish(2, [packOf('hcpcs', { id: 'hcpcs-again', serial: 2, sha256: 'f'.repeat(64) })]);
    await updates().made.check(never);
    expect(packs()).toHaveLength(2);
    await updates().made.tidy();
    expect(packs()).toEqual([]);
    await begun(3);
    const { made, held } = updates();
    held.add('hcpcs');
    await made.tidy();
    expect(packs()).toEqual([]);
  });

  test('where nobody knows whether it is of use it stays: updates off, another feed, a line that does not open', async () => {
    await begun();
    await updates({ enabled: false }).made.tidy();
    await updates({ feed: feed.server.address('/other') }).made.tidy();
    const holdings = () => ({ held: [], notOpen: new Set(['hcpcs' as const]), decided: new Map() });
    publish(2, [packOf('hcpcs', { id: 'hcpcs-again', serial: 2, sha256: 'f'.repeat(64) })]);
    await updates().made.check(never);
    await updates({}, { holdings }).made.tidy();
    expect(packs()).toHaveLength(2);
  });
});
