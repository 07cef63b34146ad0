import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { FileServer } from '../../../test/support/file-server.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { emptyZip } from '../../../test/support/small-pack.ts';
import { impatientWeb } from '../../../test/support/web.ts';
import { PublicSets } from './public-sets.ts';

const folder = folderPerTest();
let server: FileServer;
beforeEach(async () => {
  server = await FileServer.start();
});
afterEach(() => server.close());

const never = new AbortController().signal;

/** Two sets on one page, one of which the page does not have. */
function sets(patience = 300): PublicSets {
  const entry = (id: string, words: string[]) => ({
    id,
    line: 'hcpcs',
    title: id,
    publisher: 'CMS',
    datasets: ['hcpcs-codes'],
    cycle: 'quarter',
    places: [{ page: server.address('/page'), words }],
  });
  const sources = [entry('there', ['hcpcs']), entry('not-there', ['pcs', 'order'])];
  const builtIn = join(folder(), 'builtin.json');
  writeFileSync(builtIn, JSON.stringify({ format: 'case2code sources', version: 1, sources }));
  return new PublicSets({
    builtIn,
    own: join(folder(), 'sources.json'),
    folder: join(folder(), 'downloads'),
    web: impatientWeb(patience),
    today: () => '2026-11-26',
    bandwidth: () => null,
    loopback: true,
  });
}

test('what can be had is told without asking anybody', async () => {
  expect(await sets().sources()).toMatchObject([
    { id: 'there', hosts: [server.host], datasets: ['hcpcs-codes'] },
    { id: 'not-there' },
  ]);
  expect(server.asked).toEqual([]);
});

test('a page on which several sets stand is asked for once, and only what was listed can be downloaded', async () => {
  server.put('/page', '<a href="/october-2026-hcpcs.zip">HCPCS</a>', { type: 'text/html' });
  server.put('/october-2026-hcpcs.zip', emptyZip);
  const all = sets();
  const told: string[] = [];
  const address = server.address('/october-2026-hcpcs.zip');
  await expect(all.get([address], never, () => {})).rejects.toMatchObject({ code: 'not-found' });
  const listings = await all.list(never, ({ detail }) => told.push(detail));
  expect(server.asked.map(({ path }) => path)).toEqual(['/page']);
  expect(told).toEqual(['there at CMS', 'not-there at CMS']);
  expect(listings.map(({ files, problem }) => [files.length, problem?.code ?? null])).toEqual([
    [1, null],
    [0, 'not-found'],
  ]);
  const got = await all.get([address], never, () => {});
  expect(got.map(({ outcome }) => outcome)).toEqual(['fetched']);
  await expect(all.get([server.address('/page')], never, () => {})).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a network that is down is met once, not once for every set', async () => {
  server.behave = does.hangs;
  const listings = await sets(20).list(never, () => {});
  expect(listings.map(({ problem }) => problem?.code)).toEqual(['network-down', 'network-down']);
  expect(server.asked).toHaveLength(6);
});
