import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Input, Output } from '../../electron/contract/channels.ts';
import { channels } from '../../electron/contract/channels.ts';
import type { ChannelName } from '../../electron/contract/names.ts';
import { newKey } from '../../electron/codeset/keys.ts';
import { pickHandlers } from '../../electron/ipc/pick-handlers.ts';
import { recentHandlers } from '../../electron/ipc/recent-handlers.ts';
import { SettingsStore } from '../../electron/settings/store.ts';
import { recording, served } from '../fixtures/channels.ts';
import { hcpcsDraft, icdDraft } from '../fixtures/drafts.ts';
import { hosts, libraryOf } from '../fixtures/engine.ts';
import { folderPerTest } from '../fixtures/folder.ts';
import { request } from '../fixtures/search.ts';

const folder = folderPerTest();
const { start } = hosts();
const wanted = request('type 2 diabetes');

/** The channels of choices, with the real engine and settings behind them. */
async function program({ keepsUserData }: { keepsUserData: boolean }) {
  const host = start();
  const userData = { file: join(folder(), 'user-data.db'), key: newKey() };
  await host.open({
    ...(await libraryOf(folder(), [icdDraft(), hcpcsDraft()])),
    ...(keepsUserData ? { userData } : {}),
  });
  const settings = await SettingsStore.load(join(folder(), 'settings.json'), () => {});
  const logged: string[] = [];
  const parts = { settings, now: () => 1_764_590_400_000, log: (line: string) => void logged.push(line) };
  const { ask, log } = served({
    ...recording().handlers,
    ...recentHandlers(host, { ...parts, grants: { count: () => Promise.resolve() } }),
    ...pickHandlers(host, parts),
  });
  const answer = async <C extends ChannelName>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = await ask(channel, input);
    if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
    return channels[channel].output.parse(result.value) as Output<C>;
  };
  const codes = async () => (await answer('search.query', wanted)).rows.map(({ code }) => code);
  return { host, settings, answer, codes, lines: () => [...log, ...logged].join('\n') };
}

test('a row that was opened comes first the next time, unless the user switched that off', async () => {
  const { host, settings, answer, codes, lines } = await program({ keepsUserData: true });
  const before = await codes();
  const third = before[2] ?? '';
  await answer('search.pick', { text: 'DIABETES 2 type', system: 'icd10cm', code: third });
  const [first] = (await answer('search.query', wanted)).rows;
  expect([first?.code, first?.why]).toEqual([third, 'chosen before']);

  await settings.set({ learnPicks: false });
  expect(await codes()).toEqual(before);
  await answer('search.pick', { text: 'hypertension', system: 'icd10cm', code: 'I10' });
  expect(await answer('search.picks', null)).toBe(1);

  await settings.set({ learnPicks: true });
  expect((await codes())[0]).toBe(third);
  await answer('recent.forget', { what: 'picks' });
  expect([await answer('search.picks', null), await codes()]).toEqual([0, before]);
  expect(lines()).toBe('');
  await host.close();
});

test('a choice that cannot be kept is no error for who opens a page; the log has nothing that was typed', async () => {
  const { host, answer, lines } = await program({ keepsUserData: false });
  const pick = { text: 'private words', system: 'icd10cm', code: 'I10' } as const;
  expect(await answer('search.pick', pick)).toBeNull();
  expect(lines()).toContain('choice not remembered');
  expect(lines()).not.toMatch(/private|I10/);
  await host.close();
});
