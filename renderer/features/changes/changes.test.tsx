import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChangesRequest } from '../../../electron/contract/changes.ts';
import { FakeFailure, fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { parseView } from './changes-query.ts';

beforeEach(() => {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  Element.prototype.scrollTo = () => {};
  window.scrollTo = () => {};
  window.location.hash = '#/library/changes/icd10cm';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
});

async function start(changes: Parameters<typeof fakeBridge>[0] = {}): Promise<FakeBridge> {
  const bridge = fakeBridge(changes);
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: /^What’s new/ });
  return bridge;
}

const rows = () => within(screen.getByRole('list', { name: 'Changes' })).getAllByRole('listitem');
const last = (bridge: FakeBridge): ChangesRequest | undefined =>
  bridge.asked.findLast(({ channel }) => channel === 'library.changes')?.input as ChangesRequest | undefined;

it('lists what changed, with both texts of what was revised', async () => {
  await start();
  await screen.findByRole('heading', { level: 1, name: 'What’s new in ICD-10-CM FY2026' });
  expect(screen.getByText(/Compared with ICD-10-CM FY2025/).textContent).toContain(
    'In force 2025-10-01 to 2026-03-31',
  );
  expect(rows()).toHaveLength(100);
  expect(rows()[0]?.textContent).toContain(
    'E11.AType 2 diabetes mellitus without complications in remissionNew',
  );
  expect(rows()[1]?.textContent).toContain('was Essential hypertensionnow Essential (primary) hypertension');
  expect(rows()[1]?.querySelector('mark')?.textContent).toBe('(primary)');
  expect(rows()[2]?.textContent).toContain('Deleted');
  expect(
    within(rows()[0] ?? document.body)
      .getByRole('link')
      .getAttribute('href'),
  ).toContain('/code/icd10cm/E11.A');
});

it('shows the kinds that are asked for, each with its count, and takes them back', async () => {
  const bridge = await start();
  await screen.findByRole('list', { name: 'Changes' });
  expect(screen.queryByRole('button', { name: /Became/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Deleted 1' }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(last(bridge)).toMatchObject({ kinds: ['deleted'], offset: 0 });
  fireEvent.click(screen.getByRole('button', { name: 'Revised 1' }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Deleted 1' }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  fireEvent.click(screen.getByRole('button', { name: 'Revised 1' }));
  await waitFor(() => expect(rows()).toHaveLength(100));
});

it('goes from page to page', async () => {
  const bridge = await start();
  expect(await screen.findByText('1–100 of 123')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(await screen.findByText('101–123 of 123')).toBeTruthy();
  await waitFor(() => expect(rows()).toHaveLength(23));
  expect(last(bridge)?.offset).toBe(100);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next' }).disabled).toBe(true);
});

it('says that nothing can be compared, and what went wrong', async () => {
  await start({ 'library.changes': () => ({ comparisons: [], shown: null, rows: [], total: 0 }) });
  expect(await screen.findByText(/One edition of ICD-10-CM diagnoses is held/)).toBeTruthy();
  cleanup();
  queryClient.clear();
  await start({
    'library.changes': () => {
      throw new FakeFailure('not-found', 'ICD-10-CM FY2019 is not held together with an older edition.');
    },
  });
  expect((await screen.findByRole('alert')).textContent).toContain('FY2019 is not held');
});

it.each([
  ['nothing', {}, {}],
  [
    'an edition',
    { dataset: 'hcpcs-codes', edition: 'HCPCS Oct 2025' },
    { dataset: 'hcpcs-codes', edition: 'HCPCS Oct 2025' },
  ],
  ['half an edition', { edition: 'HCPCS Oct 2025' }, {}],
  ['kinds and a page', { kinds: ['new', 'x'], page: 3 }, { kinds: ['new'], page: 3 }],
  ['nonsense', { dataset: 'x', edition: 7, kinds: 'new', page: -1 }, {}],
])('an address with %s', (_what, search, view) => {
  expect(parseView(search)).toEqual(view);
});
