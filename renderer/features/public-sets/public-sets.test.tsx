import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Job, LibraryStatus } from '../../../electron/contract/library.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { fakeBridge, FakeFailure } from '../../../test/fixtures/fake-bridge.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { libraryStatus } from '../../../test/fixtures/fake-library.ts';
import { publicDownload, publicListings } from '../../../test/fixtures/fake-public-sets.ts';
import { useImport } from '../import/import-store.ts';
import { jobTold } from '../library/job-store.ts';
import { usePublicSets } from './public-sets-store.ts';

beforeEach(() => {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.scrollTo = () => {};
  window.scrollTo = () => {};
  window.location.hash = '#/library/public';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  usePublicSets.setState({ state: { phase: 'idle' } });
  useImport.setState({ state: { phase: 'idle' } });
});

async function start(changes: Parameters<typeof fakeBridge>[0] = {}): Promise<FakeBridge> {
  const bridge = fakeBridge(changes);
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Get public code sets' });
  await screen.findByRole('button', { name: 'See what is published' });
  return bridge;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const asked = (bridge: FakeBridge, channel: string) => bridge.asked.filter((one) => one.channel === channel);
const [{ files }] = publicListings as [(typeof publicListings)[0]];
const running: Job = {
  id: 'job-7',
  kind: 'download',
  line: null,
  title: 'Downloading public code sets',
  done: 0.5,
  detail: '2027 codes: 1.2 of 2.3 MB',
  state: 'running',
  error: null,
};

it('says who would be asked and asks nobody by itself; then offers, downloads, and leads to the import', async () => {
  const bridge = await start();
  expect(screen.getByText(/connects to www.cms.gov and ftp.cdc.gov when you press/)).toBeTruthy();
  expect(asked(bridge, 'publicSets.list')).toEqual([]);
  press('See what is published');
  const newest = await screen.findByRole<HTMLInputElement>('checkbox', { name: /^2027 code descriptions/ });
  expect(newest.checked).toBe(true);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^2026 code/ }).checked).toBe(false);
  expect(screen.getByText(/not there any more \(404\)/)).toBeTruthy();
  press('Download 1 file');
  const arrived = await screen.findByRole('list', { name: 'Files downloaded' });
  expect(within(arrived).getByText(new RegExp('5f'.repeat(32)))).toBeTruthy();
  expect(asked(bridge, 'publicSets.get').map(({ input }) => input)).toEqual([
    { addresses: [files[0]?.address] },
  ]);
  press('Import 1 file…');
  expect(await screen.findByRole('heading', { level: 1, name: 'Import official files' })).toBeTruthy();
  expect(asked(bridge, 'library.inspect').map(({ input }) => input)).toEqual([
    { offer: publicDownload.offer?.id },
  ]);
});

it('chooses nothing that is held, and says so', async () => {
  const [icd, ...others] = libraryStatus.lines;
  if (!icd) throw new Error('the fixture holds ICD-10-CM');
  const [release] = icd.releases;
  if (!release) throw new Error('the fixture has a release');
  const edition = { ...release.edition, name: 'ICD-10-CM FY2027', begins: '2026-10-01', ends: '2027-03-31' };
  const held = { ...release, files: ['icd10cm_order_2027.txt'], edition };
  const status: LibraryStatus = { ...libraryStatus, lines: [{ ...icd, releases: [held] }, ...others] };
  await start({ 'library.status': () => status });
  expect(screen.getByText(/Held: ICD-10-CM FY2027, in force 2026-10-01 to 2027-03-31/)).toBeTruthy();
  press('See what is published');
  expect(await screen.findByText(/Nothing is chosen/)).toBeTruthy();
  expect(screen.getByText(/· held already ·/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Download' }).disabled).toBe(true);
});

it('shows progress and can be cancelled; the list is there again', async () => {
  let fail: (error: unknown) => void = () => {};
  const bridge = await start({
    'publicSets.get': () => new Promise((_resolve, reject) => (fail = reject)),
  });
  press('See what is published');
  press((await screen.findByRole('button', { name: 'Download 1 file' })).textContent ?? '');
  bridge.emit('library.job', running);
  expect(await screen.findByText('2027 codes: 1.2 of 2.3 MB')).toBeTruthy();
  expect(screen.getByText('on the network')).toBeTruthy();
  press('Cancel');
  expect(asked(bridge, 'library.cancel').map(({ input }) => input)).toEqual([{ job: 'job-7' }]);
  jobTold({ ...running, state: 'cancelled' });
  fail(new FakeFailure('cancelled', 'Cancelled.'));
  expect(await screen.findByRole('button', { name: 'Download 1 file' })).toBeTruthy();
  expect(screen.getByText(/goes on where this one stopped/)).toBeTruthy();
});

it('tells a network that is down once, and what failed of a download, with a way to try again', async () => {
  const down = { code: 'network-down' as const, message: 'www.cms.gov cannot be reached.', id: '0d0d' };
  const problem = { code: 'disk-full' as const, message: 'The disk has no room.', id: '1e1e' };
  await start({
    'publicSets.list': () => publicListings.map((one) => ({ ...one, files: [], problem: down })),
  });
  press('See what is published');
  expect(await screen.findByText('The network is down')).toBeTruthy();
  expect(screen.getAllByText('www.cms.gov cannot be reached.')).toHaveLength(1);
  cleanup();
  usePublicSets.setState({
    state: {
      phase: 'done',
      listings: publicListings,
      download: {
        files: files.slice(0, 1).map((file) => ({ outcome: 'failed', file, problem })),
        offer: null,
      },
    },
  });
  render(<App />);
  expect(await screen.findByText('The disk has no room.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull();
  press('Try again');
});
