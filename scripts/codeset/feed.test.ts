import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../electron/contract/errors.ts';
import { openIndex, sealIndex } from '../../electron/packs/fetch/feed-index.ts';
import { chooseUpdates } from '../../electron/packs/fetch/feed-choice.ts';
import { identityOf } from '../../electron/codeset/content.ts';
import { hashFile, readManifest } from '../../electron/codeset/manifest.ts';
import { draft, edition, icdDraft, row } from '../../test/fixtures/drafts.ts';
import { folderPerTest } from '../../test/fixtures/folder.ts';
import { fileOfDraft, packOf, vendor } from '../../test/fixtures/packs.ts';
import type { FeedRequest } from './feed.ts';
import { buildFeed, feedText } from './feed.ts';

const folder = folderPerTest();
const packs = () => join(folder(), 'packs');
const out = () => join(folder(), 'feed');
const { privateKey, trusted } = vendor();
const index = () => readFileSync(join(out(), 'index.json'), 'utf8');

const request = (more: Partial<FeedRequest> = {}): FeedRequest => ({
  packs: packs(),
  out: out(),
  privateKey,
  trusted,
  staged: new Map(),
  stagedNew: 100,
  created: '2026-01-02',
  ...more,
});

const quarter = (name: string, begins: string, ends: string, codes: string[]) =>
  draft(
    'hcpcs',
    codes.map((code) => row('hcpcs', code, `An invented ${code}`)),
    { edition: edition('hcpcs', { name, begins, ends }) },
  );
/** What no quarter changes: without it the changes would be no less than the whole. */
const same = Array.from({ length: 400 }, (_, at) => `A${1000 + at * 7}`);
const january = () => quarter('HCPCS Jan 2026', '2026-01-01', '2026-03-31', ['J0007', 'J0008', ...same]);
const april = () => quarter('HCPCS Apr 2026', '2026-04-01', '2026-06-30', ['J0007', 'J0009', ...same]);

/** A full pack of January, a full one of April, and the changes between them. */
beforeEach(async () => {
  mkdirSync(packs(), { recursive: true });
  const [from, to] = [await fileOfDraft(folder(), january()), await fileOfDraft(folder(), april())];
  await packOf(join(packs(), 'a.c2cpack'), from, { id: 'hcpcs-2026-01', serial: 1, privateKey });
  await packOf(join(packs(), 'b.c2cpack'), to, { id: 'hcpcs-2026-04', serial: 2, privateKey });
  await packOf(join(packs(), 'c.c2cpack'), to, {
    id: 'hcpcs-2026-01-04',
    serial: 2,
    base: from,
    privateKey,
  });
});

describe('codeset feed build', () => {
  test('lists every pack as it lies there, copies it under its content, and signs the list', async () => {
    const { list, added, dropped } = await buildFeed(request());
    expect(openIndex(index(), trusted)).toEqual(list);
    expect([list.serial, added.length, dropped]).toEqual([1, 3, []]);
    for (const { url, sha256, size } of list.packs) {
      expect(await hashFile(join(out(), url))).toEqual({ sha256, size });
      expect(url).toContain(sha256.slice(0, 16));
    }
    expect(readdirSync(out()).toSorted()).toEqual(['index.json', 'packs']);
    expect(list.packs).toMatchObject([
      { id: 'hcpcs-2026-01', kind: 'full', base: null, line: 'hcpcs', contentKeyId: null, staged: 100 },
      { id: 'hcpcs-2026-04', editions: [{ name: 'HCPCS Apr 2026' }] },
      { id: 'hcpcs-2026-01-04', kind: 'delta' },
    ]);
  });

  test('a library that holds January is offered the changes, one that holds nothing the whole of April', async () => {
    const { list } = await buildFeed(request());
    const { file } = await fileOfDraft(folder(), january());
    const { releases } = await readManifest(file);
    const held = { line: 'hcpcs' as const, content: identityOf(releases), own: releases, serial: 1 };
    const here = { id: 'one', appVersion: '1.0.0', contentKeys: new Set<string>() };
    const idsFor = (holding: (typeof held)[]): unknown =>
      chooseUpdates(list, holding, here).map((choice) =>
        choice.state === 'ready' ? choice.packs.map(({ id }) => id) : choice.state,
      );
    expect(idsFor([held])).toEqual([['hcpcs-2026-01-04']]);
    expect(idsFor([])).toEqual([['hcpcs-2026-04']]);
  });

  test('published again, its serial goes up and percentages stay; those named, and new ones, are as said', async () => {
    await buildFeed(request({ staged: new Map([['hcpcs-2026-04', 10]]) }));
    const { privateKey: other } = vendor();
    copyFileSync(join(packs(), 'a.c2cpack'), join(folder(), 'kept'));
    const again = await fileOfDraft(folder(), quarter('HCPCS Jul 2026', '2026-07-01', '2026-09-30', ['J1']));
    await packOf(join(packs(), 'd.c2cpack'), again, { id: 'hcpcs-2026-07', serial: 3, privateKey });
    const next = request({ staged: new Map([['hcpcs-2026-01', 50]]), stagedNew: 5 });
    const { list, added } = await buildFeed(next);
    expect(list.serial).toBe(2);
    expect(added).toEqual(['hcpcs-2026-07']);
    expect(list.packs.map(({ staged }) => staged)).toEqual([50, 10, 100, 5]);
    // A list that somebody else signed is not taken up.
    writeFileSync(join(out(), 'index.json'), sealIndex(list, other));
    await expect(buildFeed(request())).rejects.toMatchObject({ code: 'feed-unknown-key' });
  });

  test('says what is gone', async () => {
    await buildFeed(request());
    const gone = { ...request(), packs: join(folder(), 'fewer') };
    mkdirSync(gone.packs);
    copyFileSync(join(packs(), 'b.c2cpack'), join(gone.packs, 'b.c2cpack'));
    const built = await buildFeed(gone);
    expect(built.dropped).toEqual(['hcpcs-2026-01', 'hcpcs-2026-01-04']);
    expect(feedText(built)).toContain('- hcpcs-2026-01-04');
  });
});

describe('what is not sound does not get into a feed, and the feed before stays', () => {
  /** The code of the refusal; the feed on the disk is as it was. */
  const refusal = async (more: Partial<FeedRequest> = {}): Promise<unknown> => {
    const before = index();
    const error: unknown = await buildFeed(request(more)).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(index()).toBe(before);
    return error instanceof AppError ? error.code : error;
  };
  beforeEach(async () => {
    await buildFeed(request());
  });

  test('a pack with a changed byte in its body', async () => {
    const bytes = readFileSync(join(packs(), 'b.c2cpack'));
    bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
    writeFileSync(join(packs(), 'b.c2cpack'), bytes);
    expect(await refusal()).toBe('pack-damaged');
  });

  test('one that is cut off', async () => {
    writeFileSync(join(packs(), 'b.c2cpack'), readFileSync(join(packs(), 'b.c2cpack')).subarray(0, -100));
    expect(await refusal()).toBe('pack-truncated');
  });

  test('one that nobody trusted has signed, or that nobody has signed', async () => {
    const set = await fileOfDraft(folder(), april());
    await packOf(join(packs(), 'e.c2cpack'), set, { id: 'e', privateKey: vendor().privateKey });
    expect(await refusal()).toBe('pack-unknown-key');
    await packOf(join(packs(), 'e.c2cpack'), set, { id: 'e' });
    expect(await refusal()).toBe('pack-signature');
  });

  test('two of one id, an id that is not there, and a folder without packs', async () => {
    copyFileSync(join(packs(), 'b.c2cpack'), join(packs(), 'again.c2cpack'));
    expect(await refusal()).toBe('usage');
    expect(await refusal({ staged: new Map([['nobody', 5]]) })).toBe('usage');
    expect(await refusal({ packs: folder() })).toBe('usage');
    expect(await refusal({ packs: join(folder(), 'none') })).toBe('usage');
  });

  test('several lines in one pack, and the starter set', async () => {
    const set = await fileOfDraft(folder(), april());
    await packOf(join(packs(), 'b.c2cpack'), set, { id: 'starter', starter: true, privateKey });
    expect(await refusal()).toBe('usage');
    const sets = [set, await fileOfDraft(folder(), icdDraft())];
    await packOf(join(packs(), 'b.c2cpack'), set, { id: 'two-lines', sets, privateKey });
    expect(await refusal()).toBe('usage');
  });
});
