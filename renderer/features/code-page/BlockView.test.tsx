import { cleanup, render, screen, within } from '@testing-library/react';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { afterEach, expect, it } from 'vitest';
import type { Block } from '../../../electron/contract/codes.ts';
import { BlockView } from './BlockView.tsx';

afterEach(cleanup);

async function draw(block: Block): Promise<void> {
  const root = createRootRoute();
  const start = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => (
      <div data-testid="block">
        <BlockView block={block} />
      </div>
    ),
  });
  const router = createRouter({ routeTree: root.addChildren([start]), history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await screen.findByTestId('block');
}

it('prints a text with its own line breaks and its dates whole', async () => {
  await draw({ type: 'text', text: 'Ends 2026-03-31.\nThen ask the payer.' });
  expect(screen.getByTestId('block').textContent).toBe('Ends 2026-03-31.\nThen ask the payer.');
  expect(screen.getByText('2026-03-31').tagName).toBe('SPAN');
});

it('prints a list', async () => {
  await draw({ type: 'list', items: ['one', 'two'] });
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['one', 'two']);
});

it('links a code that has a page, and only that', async () => {
  await draw({
    type: 'codes',
    items: [
      { code: 'E11.65', system: 'icd10cm', note: 'with hyperglycemia' },
      { code: '59', system: null, note: 'a distinct service' },
    ],
  });
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/code/icd10cm/E11.65',
  ]);
  expect(screen.getByText('59').closest('a')).toBeNull();
});

it('prints a table with its caption and headed columns, amounts on the right', async () => {
  await draw({
    type: 'table',
    caption: 'Relative value units',
    columns: ['Part', 'Non-facility', 'Code'],
    rows: [
      ['Work', '1.30', '99213'],
      ['Total', '12.00', '20610'],
    ],
  });
  const table = screen.getByRole('table', { name: 'Relative value units' });
  const heads = within(table).getAllByRole('columnheader');
  expect(heads.map((head) => head.textContent)).toEqual(['Part', 'Non-facility', 'Code']);
  expect(heads.map((head) => /amounts/.test(head.className))).toEqual([false, true, false]);
  expect(within(table).getAllByRole('row')).toHaveLength(3);
});

it('prints a notice', async () => {
  await draw({ type: 'notice', text: 'Not permission: check the payer.' });
  expect(screen.getByText('Not permission: check the payer.')).toBeTruthy();
});
