import { describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { bytesOf, never, packOf, silent } from '../../../test/support/feed-program.ts';
import { feedPerTest } from '../../../test/support/feed-per-test.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { AppError } from '../../contract/errors.ts';
import type { UpdateSettings } from '../../contract/updates.ts';

const folder = folderPerTest();
const feed = feedPerTest(folder);
const { publish, updates } = feed;

describe('stopped', () => {
  test.each<[string, Partial<UpdateSettings>]>([
    ['switched off', { enabled: false }],
    ['given another feed', { feed: 'https://other.example' }],
  ])('%s, a download that runs ends at once, and nothing is installed', async (_how, change) => {
    publish(1, [packOf('hcpcs'), packOf('icd10pcs')]);
    const { made, installed, settings } = updates();
    await made.check(never);
    feed.server.behave = does.fallsSilent(900);
    const ended = made.install(['hcpcs', 'icd10pcs'], never, ({ done }) => {
      if ((done ?? 0) === 0 || !settings.enabled) return;
      Object.assign(settings, change);
      made.follow();
    });
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
    expect(installed).toEqual([]);
    expect(feed.server.asked.filter(({ path }) => path.includes('/packs/'))).toHaveLength(1);
    expect((await made.state()).problem).toBeNull();
  });

  test('switched off, a look that runs ends at once', async () => {
    publish(1, [packOf('hcpcs')]);
    const { made, settings } = updates();
    feed.server.behave = ({ asked, reply, response, count }) => {
      settings.enabled = false;
      made.follow();
      return does.hangs({ asked, reply, response, count });
    };
    await expect(made.check(never)).rejects.toMatchObject({ code: 'cancelled' });
  });

  test.each(['cancelled', 'switched off'])(
    '%s while a line is installed, the next one is left alone',
    async (how) => {
      publish(1, [packOf('hcpcs'), packOf('icd10pcs')]);
      const control = new AbortController();
      const installs: string[] = [];
      const { made, settings } = updates(
        {},
        {
          install: async (packs) => {
            installs.push(...packs);
            if (how === 'cancelled') control.abort();
            else settings.enabled = false;
          },
        },
      );
      await made.check(never);
      const asked = feed.server.asked.length;
      const ended = made.install(['hcpcs', 'icd10pcs'], control.signal, silent);
      await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
      expect([installs.length, feed.server.asked.length]).toEqual([1, asked + 1]);
    },
  );

  test('cancelled before two packs of a line are in, neither is: they are handed over together', async () => {
    const first = packOf('hcpcs');
    const second = packOf('icd10pcs', {
      line: 'hcpcs',
      id: 'changes',
      kind: 'delta',
      base: first.result,
      editions: [{ name: 'HCPCS Jan 2027', line: 'hcpcs', begins: '2027-01-01', ends: '2027-03-31' }],
    });
    publish(1, [first, second]);
    feed.server.put('/feed/packs/hcpcs.c2cpack', bytesOf('hcpcs'));
    feed.server.put('/feed/packs/icd10pcs.c2cpack', bytesOf('icd10pcs'));
    const control = new AbortController();
    const installs: number[] = [];
    const { made } = updates(
      {},
      {
        install: async (packs, _report, signal) => {
          installs.push(packs.length);
          control.abort();
          if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
        },
      },
    );
    await made.check(never);
    await expect(made.install(['hcpcs'], control.signal, silent)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(installs).toEqual([2]);
  });
});
