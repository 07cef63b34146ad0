import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Job } from '../../../electron/contract/library.ts';
import type { UpdateState } from '../../../electron/contract/updates.ts';
import { noUpdates } from '../../../electron/contract/updates.ts';
import { fakeBridge, FakeFailure } from '../../../test/fixtures/fake-bridge.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { updatesFound } from '../../../test/fixtures/fake-updates.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { jobTold } from '../library/job-store.ts';
import { useRefusal } from './updates-query.ts';

beforeEach(() => {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.scrollTo = () => {};
  window.scrollTo = () => {};
  window.location.hash = '#/library/updates';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  useRefusal.setState({ error: null });
});

async function start(
  state: UpdateState,
  changes: Parameters<typeof fakeBridge>[0] = {},
): Promise<FakeBridge> {
  const bridge = fakeBridge({
    'updates.state': () => state,
    'updates.install': () => ({ ...state, offers: [] }),
    ...changes,
  });
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Updates of code sets' });
  await screen.findByRole('checkbox', { name: /^Look for updates/ });
  return bridge;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const asked = (bridge: FakeBridge, channel: string) =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);
const off: UpdateState = { ...updatesFound, settings: noUpdates, offers: [], checked: null };

it('is off to begin with, and cannot be switched on before an address is given', async () => {
  const bridge = await start(off);
  expect(screen.getByText(/^Updates are off: nothing is ever asked/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
  const look = screen.getByRole<HTMLInputElement>('checkbox', { name: /^Look for updates/ });
  expect(look.disabled).toBe(true);
  const field = screen.getByRole('textbox', { name: 'Feed address' });
  fireEvent.change(field, { target: { value: 'http://feed.example' } });
  fireEvent.blur(field);
  expect(await screen.findByText(/begins with https:\/\/ and was not kept/)).toBeTruthy();
  expect(asked(bridge, 'settings.set')).toEqual([]);
  fireEvent.change(field, { target: { value: 'https://feed.example/packs' } });
  fireEvent.blur(field);
  await waitFor(() =>
    expect(asked(bridge, 'settings.set')).toEqual([
      { updates: { ...noUpdates, feed: 'https://feed.example/packs' } },
    ]),
  );
  expect(asked(bridge, 'updates.check')).toEqual([]);
});

it('shows what was found, why some of it cannot be had, and installs what is ready', async () => {
  const bridge = await start(updatesFound);
  expect(screen.getByText(/^One update is ready/)).toBeTruthy();
  expect(screen.getByText('3.4 MB to download, only what changed.')).toBeTruthy();
  expect(screen.getByText('Needs version 1.10.0 of this program.')).toBeTruthy();
  expect(screen.getByText('Needs a licence for this content.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'update available' })).toBeTruthy();
  press('Update now');
  await waitFor(() => expect(asked(bridge, 'updates.install')).toEqual([{ lines: ['icd10cm'] }]));
  expect(await screen.findByText(/^Nothing newer is known/)).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'update available' })).toBeNull();
});

it('shows how far a download is, stops it, and offers to go on', async () => {
  const job: Job = {
    id: 'job-9',
    kind: 'update',
    line: 'icd10cm',
    title: 'Updating the library',
    done: 0.3,
    detail: 'ICD-10-CM FY2027: 1.7 of 3.4 MB',
    state: 'running',
    error: null,
  };
  const bridge = await start(updatesFound, { 'updates.install': () => new Promise(() => {}) });
  press('Update now');
  bridge.emit('library.job', job);
  bridge.emit('updates.changed', { ...updatesFound, activity: 'downloading' });
  expect(await screen.findByText('ICD-10-CM FY2027: 1.7 of 3.4 MB')).toBeTruthy();
  expect(screen.getByText('on the network')).toBeTruthy();
  press('Cancel');
  expect(asked(bridge, 'library.cancel')).toEqual([{ job: 'job-9' }]);
  jobTold({ ...job, state: 'cancelled' });
  const [first, ...others] = updatesFound.offers;
  if (first?.state !== 'ready') throw new Error('the first offer of the fixture is ready');
  bridge.emit('updates.changed', { ...updatesFound, offers: [{ ...first, arrived: 1_700_000 }, ...others] });
  expect(await screen.findByRole('button', { name: 'Go on with the update' })).toBeTruthy();
  expect(screen.getByText('3.4 MB to download, only what changed; 1.7 MB of it is here.')).toBeTruthy();
});

it('says when the list of the feed is old, and what that may mean', async () => {
  await start({ ...updatesFound, listed: { created: '2026-07-01', isOld: true } });
  const notice = screen.getByText('The feed’s list is old').closest('div');
  expect(notice?.textContent).toContain('It was made on 2026-07-01');
  cleanup();
  queryClient.clear();
  await start(updatesFound);
  expect(screen.queryByText('The feed’s list is old')).toBeNull();
});

it('says what went wrong in the words of the part that tried, and tries again', async () => {
  const problem = {
    code: 'feed-signature' as const,
    message: 'The list was changed on the way.',
    id: '5150',
  };
  const bridge = await start({ ...updatesFound, offers: [], problem });
  expect(screen.getByText('The list was changed on the way.')).toBeTruthy();
  expect(screen.getByText('Problem 5150')).toBeTruthy();
  press('Try again');
  await waitFor(() => expect(asked(bridge, 'updates.check')).toEqual([null]));
});

it('says why something was refused', async () => {
  await start(updatesFound, {
    'updates.check': () => {
      throw new FakeFailure('not-allowed', 'Other work is under way.');
    },
  });
  press('Check now');
  expect(await screen.findByText('Other work is under way.')).toBeTruthy();
});

it('leaves to the clinic what its policy decides', async () => {
  await start({ ...updatesFound, managed: ['enabled', 'feed'] });
  expect(screen.getByText(/^Managed by your organization/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Look for updates/ }).disabled).toBe(true);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Feed address' });
  await waitFor(() => expect(field.disabled).toBe(true));
  expect(field.value).toBe('https://packs.example/feed');
});

it('brings what its user went back on only by a press of its own', async () => {
  const [ready] = updatesFound.offers;
  if (ready?.state !== 'ready') throw new Error('the invented feed has an update that is ready');
  const back = { ...ready, line: 'hcpcs' as const, waits: 'rolled-back' as const };
  const bridge = await start({ ...updatesFound, offers: [ready, back] });
  press('Update now');
  await waitFor(() => expect(asked(bridge, 'updates.install')).toEqual([{ lines: ['icd10cm'] }]));
  cleanup();
  queryClient.clear();
  const again = await start({ ...updatesFound, offers: [back] });
  expect(screen.queryByRole('button', { name: 'Update now' })).toBeNull();
  expect(screen.getByText(/^You went back from an edition/)).toBeTruthy();
  press('Install ICD-10-CM FY2027');
  await waitFor(() => expect(asked(again, 'updates.install')).toEqual([{ lines: ['hcpcs'] }]));
});
