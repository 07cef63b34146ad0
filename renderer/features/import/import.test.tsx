import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Job, LineInfo } from '../../../electron/contract/library.ts';
import { FakeFailure, fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { offer, preview, summary } from '../../../test/fixtures/fake-import.ts';
import { libraryStatus } from '../../../test/fixtures/fake-library.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { jobTold } from '../library/job-store.ts';
import { useImport } from './import-store.ts';

beforeEach(() => {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.scrollTo = () => {};
  window.scrollTo = () => {};
  window.location.hash = '#/library';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  useImport.setState({ state: { phase: 'idle' } });
  vi.restoreAllMocks();
});

type Changes = Parameters<typeof fakeBridge>[0];

async function start(changes: Changes = {}): Promise<FakeBridge> {
  const bridge = fakeBridge(changes);
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Library' });
  return bridge;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const asked = (bridge: FakeBridge, channel: string) => bridge.asked.filter((one) => one.channel === channel);
const held = (): unknown => new Promise(() => {});
const running: Job = {
  id: 'job-1',
  kind: 'import',
  line: null,
  title: 'Importing files',
  done: 0.4,
  detail: 'ICD-10-CM FY2026 98,000 rows',
  state: 'running',
  error: null,
};

it('chooses, shows what the files are, imports, and tells what became of them', async () => {
  const bridge = await start();
  press('Import files…');
  expect(await screen.findByText(/^2 editions in 2 files can be imported, 1 is held already/)).toBeTruthy();
  expect(asked(bridge, 'library.chooseFiles').map(({ input }) => input)).toEqual([{ kind: 'files' }]);
  expect(asked(bridge, 'library.inspect').map(({ input }) => input)).toEqual([{ offer: offer.id }]);
  expect(screen.getByText('Held now: 8,846 records from HCPC2025_OCT_ANWEB.txt')).toBeTruthy();
  expect(screen.getByText(/The same edition \(HCPCS Oct 2025\) is read from/)).toBeTruthy();
  expect(screen.getByText('2 other files of no format this version reads')).toBeTruthy();
  expect(asked(bridge, 'library.import')).toEqual([]);

  press('Import 2 editions');
  const done = await screen.findByRole('alert');
  expect(done.textContent).toContain('Answers now: ICD-10-CM diagnoses and HCPCS Level II.');
  expect(screen.getByText('98,186 records read, 98,185 kept')).toBeTruthy();
  expect(screen.getByText('3 left out · ADA dental (D) code: licensed content')).toBeTruthy();
  expect(screen.getByText(/^1 rejected/)).toBeTruthy();
  expect(screen.getByText(/^line 4,711: the code has a character/)).toBeTruthy();
  press('Done');
  expect(await screen.findByRole('heading', { level: 1, name: 'Library' })).toBeTruthy();
});

it('shows progress, can be cancelled, and says which lines were finished', async () => {
  const [first, second] = preview.lines;
  const bridge = await start({
    'library.import': () => held() as never,
    'library.inspect': () => preview,
  });
  press('Import files…');
  await screen.findByText(/can be imported/);
  press('Import 2 editions');
  bridge.emit('library.job', running);
  expect(await screen.findByText('ICD-10-CM FY2026 98,000 rows')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Importing files 40 %' })).toBeTruthy();
  press('Cancel');
  expect(asked(bridge, 'library.cancel').map(({ input }) => input)).toEqual([{ job: 'job-1' }]);
  jobTold({ ...running, state: 'finished' });

  if (!first || !second) throw new Error('the fixture has two lines');
  const finished = summary.lines[0];
  if (!finished) throw new Error('the fixture has a finished line');
  useImport.setState({
    state: {
      phase: 'done',
      offer,
      summary: { ...summary, cancelled: true, lines: [finished, { ...second, outcome: 'untouched' }] },
    },
  });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Cancelled');
  expect(alert.textContent).toContain('Finished and kept: ICD-10-CM diagnoses.');
  expect(alert.textContent).toContain('As before: HCPCS Level II.');
});

it('says that everything is held, and offers nothing to import', async () => {
  const lines = preview.lines.map((line) => ({
    ...line,
    releases: line.releases.map((release) => ({ ...release, outcome: 'same' as const })),
  }));
  await start({ 'library.inspect': () => ({ ...preview, lines }) });
  press('Import a folder…');
  expect(await screen.findByText(/held already: there is nothing to do/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Import \d/ })).toBeNull();
});

it('says why none of the files can be used, and what would be read', async () => {
  const passed = { notable: [], notableCount: 0, others: preview.passed.others, otherCount: 2 };
  await start({ 'library.inspect': () => ({ ...preview, lines: [], passed }) });
  press('Import files…');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('None of these files can be imported');
  expect(alert.textContent).toContain('“icd10cm-2026.zip” and “hcpcs-2025-oct.zip”');
  expect(screen.getByText('ICD-10-CM order file')).toBeTruthy();
});

it('shows what went wrong with a line, in the words of the part that tried', async () => {
  const [line] = preview.lines;
  if (!line) throw new Error('the fixture has a line');
  const error = { code: 'disk-full' as const, message: 'The disk is full. Free some space.', id: '7f3a' };
  const failed = { ...line, outcome: 'failed' as const, error };
  await start({ 'library.import': () => ({ ...summary, lines: [failed] }) });
  press('Import files…');
  await screen.findByText(/can be imported/);
  press('Import 2 editions');
  expect(await screen.findByText('The disk is full. Free some space.')).toBeTruthy();
  expect(screen.getByText('Problem 7f3a')).toBeTruthy();
  expect(screen.getByText('Not imported')).toBeTruthy();
});

it('goes on after files that could not be looked at', async () => {
  await start({
    'library.inspect': () => {
      throw new FakeFailure('not-found', 'These files are no longer known. Choose them again.');
    },
  });
  press('Import files…');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The files could not be looked at');
  expect(within(alert).getByText('These files are no longer known. Choose them again.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Choose files…' })).toBeTruthy();
});

it('takes files that were dropped, opened with the program, or asked for by the menu', async () => {
  const bridge = await start({ 'library.waitingOffer': () => null });
  bridge.emit('library.offered', { id: 'dropped', names: ['a.zip'] });
  expect(await screen.findByRole('heading', { level: 1, name: 'Import official files' })).toBeTruthy();
  await waitFor(() => expect(asked(bridge, 'library.inspect').at(-1)?.input).toEqual({ offer: 'dropped' }));
  bridge.emit('library.offered', null);
  expect(await screen.findByText(/That is no file of this computer/)).toBeTruthy();
  bridge.emit('menu.command', 'importFolder');
  await waitFor(() => expect(asked(bridge, 'library.chooseFiles').at(-1)?.input).toEqual({ kind: 'folder' }));
  await waitFor(() => expect(asked(bridge, 'library.inspect').at(-1)?.input).toEqual({ offer: offer.id }));
});

it('looks at what waited for the window, and at nothing else while it works', async () => {
  const bridge = fakeBridge({
    'library.waitingOffer': () => offer,
    'library.inspect': () => held() as never,
  });
  window.case2code = bridge;
  render(<App />);
  expect(await screen.findByRole('heading', { level: 1, name: 'Import official files' })).toBeTruthy();
  bridge.emit('library.offered', { id: 'later', names: ['b.zip'] });
  expect(await screen.findByText(/Other files are being imported/)).toBeTruthy();
  expect(asked(bridge, 'library.inspect').map(({ input }) => input)).toEqual([{ offer: offer.id }]);
});

it('welcomes files that are dragged over the window, and no text', async () => {
  await start();
  const drag = (name: 'dragOver' | 'dragLeave' | 'drop', types: string[], more: object = {}) =>
    fireEvent[name](document.body, { dataTransfer: { types }, ...more });
  drag('dragOver', ['text/plain']);
  expect(screen.queryByText('Drop to see what these files are')).toBeNull();
  expect(drag('dragOver', ['Files'])).toBe(false);
  expect(screen.getByText('Drop to see what these files are')).toBeTruthy();
  expect(drag('drop', ['Files'])).toBe(false);
  expect(screen.queryByText('Drop to see what these files are')).toBeNull();
  drag('dragOver', ['Files']);
  drag('dragLeave', ['Files'], { relatedTarget: null });
  expect(screen.queryByText('Drop to see what these files are')).toBeNull();
});

it('lists every edition held with its dates, records and file, and leads to what is new', async () => {
  const [icd, ...others] = libraryStatus.lines;
  const release = icd?.releases[0];
  if (!icd || !release) throw new Error('the fixture holds ICD-10-CM');
  const line: LineInfo = {
    ...icd,
    starter: false,
    comparable: true,
    releases: [
      {
        ...release,
        edition: { ...release.edition, name: 'ICD-10-CM FY2025', begins: '2024-10-01', ends: '2025-09-30' },
        files: ['icd10cm_order_2025.txt'],
        rows: 97_584,
      },
      { ...release, files: ['icd10cm_order_2026.txt'], rows: 98_186 },
      {
        ...release,
        dataset: 'icd10cm-tabular',
        edition: {
          ...release.edition,
          name: 'Tabular List FY2021',
          begins: '2020-10-01',
          ends: '2021-03-31',
        },
        files: ['icd10cm_tabular_2021.xml'],
        rows: 25_500,
      },
    ],
  };
  await start({ 'library.status': () => ({ ...libraryStatus, lines: [line, ...others] }) });
  const table = screen.getByRole('table', { name: 'Held of ICD-10-CM diagnoses' });
  const rows = within(table)
    .getAllByRole('row')
    .map(({ textContent }) => textContent);
  expect(rows.slice(1)).toEqual([
    'Diagnosis codesICD-10-CM FY20262025-10-01 – 2026-03-31  ended98,186icd10cm_order_2026.txt',
    'ICD-10-CM FY20252024-10-01 – 2025-09-3097,584icd10cm_order_2025.txt',
    'Tabular ListTabular List FY20212020-10-01 – 2021-03-31  ended25,500icd10cm_tabular_2021.xml',
  ]);
  fireEvent.click(screen.getByRole('link', { name: 'What’s new in ICD-10-CM diagnoses' }));
  expect(
    await screen.findByRole('heading', { level: 1, name: 'What’s new in ICD-10-CM FY2026' }),
  ).toBeTruthy();
});
