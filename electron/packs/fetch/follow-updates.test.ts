import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import type { Edition, Line } from '../../contract/codes.ts';
import { AppError } from '../../contract/errors.ts';
import type { UpdateSettings } from '../../contract/updates.ts';
import { noUpdates } from '../../contract/updates.ts';
import { keyIdOf, rawPublicKey } from '../../licence/signature.ts';
import type { FeedPack } from './feed-index.ts';
import { sealIndex } from './feed-index.ts';
import type { HeldLine, Holdings } from './holdings.ts';
import { followUpdates } from './follow-updates.ts';
import { webParts } from './web.ts';

const folder = folderPerTest();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const { privateKey } = generateKeyPairSync('ed25519');
const publicKey = rawPublicKey(privateKey);
const quarter = (month: string, begins: string, ends: string): Edition => ({
  name: `HCPCS ${month} 2026`,
  line: 'hcpcs',
  begins,
  ends,
});
const codes = (edition: Edition) => ({ dataset: 'hcpcs-codes' as const, edition });
const pack: FeedPack = {
  id: 'hcpcs-2026-10',
  line: 'hcpcs',
  kind: 'full',
  base: null,
  result: 'a'.repeat(64),
  editions: [quarter('Oct', '2026-10-01', '2026-12-31'), quarter('Jul', '2026-07-01', '2026-09-30')],
  releases: [
    codes(quarter('Oct', '2026-10-01', '2026-12-31')),
    codes(quarter('Jul', '2026-07-01', '2026-09-30')),
  ],
  serial: 1,
  created: '2026-09-25',
  contentKeyId: null,
  minimumApp: '0.1.0',
  size: 100,
  sha256: 'b'.repeat(64),
  url: 'packs/hcpcs.c2cpack',
  staged: 100,
};

/** The quarter before, as the library holds it. */
const older: HeldLine = {
  line: 'hcpcs',
  content: 'c'.repeat(64),
  own: [codes(quarter('Jul', '2026-07-01', '2026-09-30'))],
  serial: null,
};

/** A program whose feed has one update; `asked` counts the looks. */
function program(change: Partial<UpdateSettings>, given: Partial<Holdings> = {}) {
  const holdings = { held: [older], notOpen: new Set<Line>(), decided: new Map(), ...given };
  const settings: UpdateSettings = { ...noUpdates, feed: 'https://feed.example', ...change };
  const installs: Line[][] = [];
  let asked = 0;
  let looks = 0;
  const { rounds } = followUpdates({
    web: webParts(async () => {
      asked += 1;
      return new Response(sealIndex({ serial: 1, created: '2026-09-25', packs: [pack] }, privateKey));
    }),
    settings: () => ({ settings, managed: [] }),
    trusted: new Map([
      [keyIdOf(publicKey), { publicKey: publicKey.toString('base64'), from: '2026-01-01', until: null }],
    ]),
    folder: join(folder(), 'updates'),
    holdings: () => holdings,
    appVersion: '0.1.0',
    today: () => '2026-10-01',
    contentKeys: () => new Set(),
    install: () => Promise.resolve(),
    installFor: (lines) => {
      installs.push(lines);
      return Promise.resolve();
    },
    asProblem: (error) => ({
      code: error instanceof AppError ? error.code : 'internal',
      message: String(error),
      id: 'an-id',
    }),
    onChange: ({ activity }) => {
      if (activity === 'none') looks += 1;
    },
    loopback: false,
  });
  /**
   * Lets so much time go by, until so many looks have ended and the next one is planned: their memory is a real file,
   * which no clock of ours waits for.
   */
  const pass = async (milliseconds: number, ended: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    const isSettled = (): boolean => looks >= ended && (!settings.enabled || vi.getTimerCount() > 0);
    for (let turn = 0; turn < 100_000 && !isSettled(); turn++) await new Promise(setImmediate);
  };
  return { rounds, installs, asked: () => asked, pass };
}

const day = 24 * 3_600_000;

test('a program that may look, looks by itself within two minutes of its start, and a day later again', async () => {
  const { rounds, installs, asked, pass } = program({ enabled: true });
  await rounds.follow();
  await pass(25_000, 0);
  expect(asked()).toBe(0);
  await pass(95_000, 1);
  expect(asked()).toBe(1);
  await pass(day - 600_000, 1);
  expect(asked()).toBe(1);
  await pass(700_000, 2);
  expect(asked()).toBe(2);
  // It was found, and waits for the user.
  expect(installs).toEqual([]);
  rounds.end();
});

test('one that may not, never does', async () => {
  const { rounds, asked, pass } = program({ enabled: false });
  await rounds.follow();
  await pass(3 * day, 0);
  expect(asked()).toBe(0);
});

test('one that may install by itself does so with what is ready and takes nothing away', async () => {
  const { rounds, installs, pass } = program({ enabled: true, install: 'automatic' }, { held: [older] });
  await rounds.follow();
  await pass(120_000, 1);
  expect(installs).toEqual([['hcpcs']]);
  rounds.end();
});

test.each<[string, Partial<Holdings>]>([
  ['it was rolled back from', { held: [older], decided: new Map([['hcpcs', 'rolled-back']]) }],
  ['its line was removed', { held: [], decided: new Map([['hcpcs', 'removed']]) }],
  ['its line was never held', { held: [] }],
  ['what is held of its line does not open', { held: [], notOpen: new Set<Line>(['hcpcs']) }],
  [
    'an edition held would go',
    { held: [{ ...older, own: [codes(quarter('Apr', '2026-04-01', '2026-06-30'))] }] },
  ],
])('and never where %s: that stays an offer', async (_why, holdings) => {
  const { rounds, installs, pass } = program({ enabled: true, install: 'automatic' }, holdings);
  await rounds.follow();
  await pass(120_000, 1);
  expect(installs).toEqual([]);
  rounds.end();
});
