import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FoundPack } from '../../../electron/contract/import.ts';
import type { FakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { fakeBridge } from '../../../test/fixtures/fake-bridge.ts';
import { offer, preview } from '../../../test/fixtures/fake-import.ts';
import { App } from '../../app/app.tsx';
import { queryClient } from '../../app/query-client.ts';
import { useImport } from './import-store.ts';

const april: FoundPack = {
  id: '0000000000000001',
  name: 'hcpcs-2026-04.c2cpack',
  source: '',
  problem: null,
  preview: {
    id: 'hcpcs-2026-04',
    kind: 'delta',
    serial: 12,
    created: '2026-03-20',
    size: 1_240_000,
    signedBy: '00112233aabbccdd',
    sets: [
      {
        line: 'hcpcs',
        editions: [{ name: 'HCPCS Apr 2026', line: 'hcpcs', begins: '2026-04-01', ends: '2026-06-30' }],
        releases: [
          {
            dataset: 'hcpcs-codes',
            edition: { name: 'HCPCS Apr 2026', line: 'hcpcs', begins: '2026-04-01', ends: '2026-06-30' },
            sources: ['cms'],
            notices: [],
            files: ['HCPC2026_APR_ANWEB.xlsx'],
            sha256: 'a',
            rows: 8846,
          },
        ],
        sources: [{ id: 'cms', publisher: 'CMS', document: 'HCPC2026', notice: 'In the public domain.' }],
        notices: ['Codes of the ADA are left out.'],
        givesWay: [
          {
            dataset: 'hcpcs-codes',
            edition: { name: 'HCPCS Jan 2026', line: 'hcpcs', begins: '2026-01-01', ends: '2026-03-31' },
            sources: ['cms'],
            notices: [],
            files: ['x'],
            sha256: 'b',
            rows: 8800,
          },
        ],
        stays: [],
      },
    ],
    needs: { minimumApp: '0.1.0', base: ['HCPCS Jan 2026'], contentKey: null },
    alreadyHeld: false,
    problems: [],
  },
};
const locked: FoundPack = {
  ...april,
  id: '0000000000000002',
  name: 'ncci.c2cpack',
  preview: april.preview && {
    ...april.preview,
    needs: { ...april.preview.needs, contentKey: 'ncci-2026' },
    problems: [{ code: 'pack-locked', message: 'The pack ncci.c2cpack cannot be installed.', id: 'p1' }],
  },
};
const damaged: FoundPack = {
  id: '0000000000000003',
  name: 'cut.c2cpack',
  source: 'stick',
  preview: null,
  problem: { code: 'pack-truncated', message: 'The pack cut.c2cpack is cut off.', id: 'p2' },
};

beforeEach(() => {
  window.matchMedia = (query) =>
    ({ matches: false, media: query, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  Element.prototype.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  window.scrollTo = () => {};
  window.location.hash = '#/library/import';
});
afterEach(() => {
  cleanup();
  queryClient.clear();
  useImport.setState({ state: { phase: 'idle' } });
});

async function offered(
  packs: FoundPack[],
  changes: Parameters<typeof fakeBridge>[0] = {},
): Promise<FakeBridge> {
  const bridge = fakeBridge({ 'library.inspect': () => ({ ...preview, lines: [], packs }), ...changes });
  window.case2code = bridge;
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Import official files' });
  bridge.emit('library.offered', offer);
  await screen.findByRole('heading', { level: 1, name: 'Install packs' });
  return bridge;
}
const entry = (title: string): HTMLElement => {
  const item = screen.getAllByRole('heading', { level: 2, name: title })[0]?.closest('li');
  if (!item) throw new Error(`${title} is not listed`);
  return item;
};

it('shows what a pack is, who signed it, what it would do and its notices, before it is installed', async () => {
  const bridge = await offered([april]);
  const words = entry('HCPCS Apr 2026').textContent;
  expect(words).toContain('Changes to HCPCS Jan 2026, 1.2 MB');
  expect(words).toContain('by the vendor’s key 00112233aabbccdd on 2026-03-20, number 12');
  expect(words).toContain(
    'Codes and modifiers: HCPCS Apr 2026, in force 2026-04-01 to 2026-06-30, 8,846 records',
  );
  expect(words).toContain('Takes the place of HCPCS Jan 2026, which is kept to go back to.');
  expect(words).toContain('In the public domain.');
  expect(words).toContain('Codes of the ADA are left out.');
  fireEvent.click(screen.getByRole('button', { name: 'Install HCPCS Apr 2026' }));
  const done = await screen.findByRole('alert');
  expect(done.textContent).toContain('Answers now: HCPCS Apr 2026.');
  expect(bridge.asked.find(({ channel }) => channel === 'library.installPacks')?.input).toEqual({
    offer: offer.id,
    packs: [april.id],
  });
});

it('says why a pack cannot be installed, and which licence opens a locked one', async () => {
  await offered([april, locked, damaged]);
  expect(screen.getByText(/3 packs found, 1 can be installed/)).toBeTruthy();
  const [, second] = screen.getAllByRole('heading', { level: 2, name: 'HCPCS Apr 2026' });
  const lockedEntry = second?.closest('li');
  expect(lockedEntry?.textContent).toContain(
    'Opens with a licence that includes HCPCS Level II (content key ncci-2026).',
  );
  expect(entry('cut.c2cpack').textContent).toContain('cut.c2cpack in stick');
  expect(within(entry('cut.c2cpack')).getByRole('alert').textContent).toContain('is cut off');
  expect(screen.getAllByRole('button', { name: /^Install/ })).toHaveLength(1);
});

it('offers nothing for a pack that is installed already, and says so', async () => {
  await offered([{ ...april, preview: april.preview && { ...april.preview, alreadyHeld: true } }]);
  expect(entry('HCPCS Apr 2026').textContent).toContain('all of it is installed already');
  expect(screen.getByText(/1 pack found, none can be installed/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Install/ })).toBeNull();
});

it('installs several at once, and tells what became of each', async () => {
  const other = { ...april, id: '0000000000000004' };
  await offered([april, other], {
    'library.installPacks': ({ packs }) => [
      { id: packs[0] ?? '', outcome: 'installed', problem: null },
      {
        id: packs[1] ?? '',
        outcome: 'failed',
        problem: { code: 'disk-full', message: 'The disk is full.', id: 'p3' },
      },
    ],
  });
  fireEvent.click(screen.getByRole('button', { name: 'Install all 2' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Installed in part'));
  expect(screen.getByText('The disk is full.')).toBeTruthy();
});
