import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { bytesOf, never, packOf, silent } from '../../../test/support/feed-program.ts';
import { feedPerTest } from '../../../test/support/feed-per-test.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { AppError } from '../../contract/errors.ts';

const folder = folderPerTest();
const feed = feedPerTest(folder);
const { publish, updates } = feed;

describe('off', () => {
  test.each([{ enabled: false }, { feed: null }])(
    '(%o) nothing is asked, whatever is wanted',
    async (change) => {
      publish(1, [packOf('hcpcs')]);
      const { made } = updates(change);
      expect(await made.state()).toMatchObject({ activity: 'none', offers: [], checked: null });
      await expect(made.check(never)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(made.install(['hcpcs'], never, silent)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(feed.server.asked).toEqual([]);
    },
  );

  test('switched off, what was found is no offer any more; nor with another feed', async () => {
    publish(1, [packOf('hcpcs')]);
    const { made, settings } = updates();
    expect((await made.check(never)).offers).toHaveLength(1);
    settings.enabled = false;
    expect((await made.state()).offers).toEqual([]);
    settings.enabled = true;
    settings.feed = feed.server.address('/other');
    expect((await made.state()).offers).toEqual([]);
  });
});

describe('a look and an installation', () => {
  test('what is newer is offered, downloaded, installed, and then no offer any more', async () => {
    publish(1, [packOf('hcpcs'), packOf('icd10pcs')]);
    const { made, told, installed } = updates();
    const found = await made.check(never);
    expect(found).toMatchObject({ activity: 'none', problem: null, checked: '2026-10-01T00:00:00.000Z' });
    expect(found.offers).toMatchObject([
      { state: 'ready', line: 'icd10pcs', arrived: 0, isDelta: false },
      { state: 'ready', line: 'hcpcs', bytes: bytesOf('hcpcs').length },
    ]);
    const done: (number | null)[] = [];
    const after = await made.install(['icd10pcs', 'hcpcs'], never, (progress) => done.push(progress.done));
    expect(installed).toEqual(['icd10pcs', 'hcpcs']);
    expect(after.offers).toEqual([]);
    expect(done.every((one, at) => at === 0 || (one ?? 0) >= (done[at - 1] ?? 0))).toBe(true);
    expect(new Set(told.map(({ activity }) => activity))).toEqual(
      new Set(['checking', 'none', 'downloading', 'installing']),
    );
    // The packs have become library files: they are not kept a second time.
    expect(readdirSync(join(folder(), 'updates'))).toEqual(['list.json', 'updates.json']);
  });

  test('only the lines that were wanted', async () => {
    publish(1, [packOf('hcpcs'), packOf('icd10pcs')]);
    const { made, installed } = updates();
    await made.check(never);
    const after = await made.install(['hcpcs'], never, silent);
    expect(installed).toEqual(['hcpcs']);
    expect(after.offers.map(({ line }) => line)).toEqual(['icd10pcs']);
    await expect(made.install(['hcpcs'], never, silent)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a staged pack is decided by an id that is made once and outlives the program', async () => {
    publish(1, [packOf('hcpcs', { staged: 50 })]);
    const first = await updates().made.check(never);
    const memory = readFileSync(join(folder(), 'updates', 'updates.json'), 'utf8');
    for (let start = 0; start < 3; start++) {
      expect((await updates().made.check(never)).offers).toEqual(first.offers);
    }
    const installation = /"installation": "([^"]+)"/;
    const now = readFileSync(join(folder(), 'updates', 'updates.json'), 'utf8');
    expect(installation.exec(now)?.[1]).toBe(installation.exec(memory)?.[1]);
    expect(JSON.stringify(feed.server.asked)).not.toContain(installation.exec(memory)?.[1]);
  });

  test('what needs a licence or a newer program is told and not fetched', async () => {
    publish(1, [
      packOf('hcpcs', { minimumApp: '9.0.0' }),
      packOf('icd10pcs', { contentKeyId: 'some-content' }),
    ]);
    const { made } = updates();
    expect((await made.check(never)).offers).toMatchObject([
      { line: 'icd10pcs', state: 'needs-licence' },
      { line: 'hcpcs', state: 'needs-app', minimumApp: '9.0.0' },
    ]);
    await expect(made.install(['hcpcs', 'icd10pcs'], never, silent)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(feed.server.asked.map(({ path }) => path)).toEqual(['/feed/index.json']);
  });
});

describe('when something goes wrong', () => {
  test('a download that is cancelled says how much is here, and goes on from there after a restart', async () => {
    publish(1, [packOf('hcpcs')]);
    const { made, installed } = updates();
    await made.check(never);
    feed.server.behave = does.fallsSilent(900);
    const control = new AbortController();
    const cancelled = made.install(['hcpcs'], control.signal, ({ done }) => {
      if ((done ?? 0) > 0) control.abort();
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(await made.state()).toMatchObject({ problem: null, offers: [{ arrived: 900 }] });
    expect(installed).toEqual([]);
    feed.server.behave = ({ reply }) => reply;
    const again = updates();
    await again.made.check(never);
    await again.made.install(['hcpcs'], never, silent);
    expect(feed.server.asked.at(-1)?.range).toBe('bytes=900-');
    expect(again.installed).toEqual(['hcpcs']);
  });

  test('a pack that was swapped is refused before anything is installed; the other line is updated', async () => {
    publish(1, [packOf('hcpcs'), packOf('icd10pcs')]);
    feed.server.put(
      '/feed/packs/icd10pcs.c2cpack',
      bytesOf('icd10pcs').map((byte, at) => (at > 50 ? byte ^ 1 : byte)) as Buffer,
    );
    const { made, installed } = updates();
    await made.check(never);
    await expect(made.install(['icd10pcs', 'hcpcs'], never, silent)).rejects.toMatchObject({
      code: 'download-damaged',
    });
    expect(installed).toEqual(['hcpcs']);
    expect(await made.state()).toMatchObject({
      activity: 'none',
      problem: { code: 'download-damaged' },
      offers: [{ line: 'icd10pcs' }],
    });
  });

  test('an installation that fails keeps the whole pack: the next try downloads nothing', async () => {
    publish(1, [packOf('hcpcs')]);
    let tries = 0;
    const { made } = updates(
      {},
      {
        install: async () => {
          tries += 1;
          if (tries === 1) throw new AppError('disk-full', 'The disk is full.');
        },
      },
    );
    await made.check(never);
    await expect(made.install(['hcpcs'], never, silent)).rejects.toMatchObject({ code: 'disk-full' });
    const asked = feed.server.asked.length;
    await made.install(['hcpcs'], never, silent);
    expect([tries, feed.server.asked.length]).toEqual([2, asked]);
  });

  test('a look that fails keeps what was found before, and says what went wrong until the next one', async () => {
    publish(2, [packOf('hcpcs')]);
    const { made } = updates();
    await made.check(never);
    publish(1, []);
    await expect(made.check(never)).rejects.toMatchObject({ code: 'feed-older' });
    expect(await made.state()).toMatchObject({
      problem: { code: 'feed-older' },
      offers: [{ line: 'hcpcs' }],
    });
    publish(3, []);
    expect(await made.check(never)).toMatchObject({ problem: null, offers: [] });
  });

  test('one thing at a time', async () => {
    publish(1, [packOf('hcpcs')]);
    const { made } = updates();
    const both = await Promise.allSettled([made.check(never), made.check(never)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('a memory that cannot be written, or is damaged, is no dead end', async () => {
    publish(1, [packOf('hcpcs')]);
    writeFileSync(join(folder(), 'updates'), 'a file where a folder should be');
    await expect(updates().made.check(never)).rejects.toMatchObject({ code: 'read-only' });
    const other = { folder: join(folder(), 'other') };
    await updates({}, other).made.check(never);
    writeFileSync(join(other.folder, 'updates.json'), '{');
    expect((await updates({}, other).made.check(never)).offers).toHaveLength(1);
  });
});

test('the cap is the one that is set now', () => {
  const { made, settings } = updates();
  expect(made.bandwidth()).toBeNull();
  settings.kilobytesPerSecond = 100;
  expect(made.bandwidth()).not.toBeNull();
});
