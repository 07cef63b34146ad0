import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { draw as drawElement } from '../../../test/fixtures/draw.tsx';
import type { Block } from '../../../electron/contract/codes.ts';
import { BlockView } from './BlockView.tsx';

afterEach(cleanup);

const draw = (block: Block) => drawElement(<BlockView block={block} />);

it('prints a text with its own line breaks and its dates whole', async () => {
  const drawn = await draw({ type: 'text', text: 'Ends 2026-03-31.\nThen ask the payer.' });
  expect(drawn.textContent).toBe('Ends 2026-03-31.\nThen ask the payer.');
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

it('opens a text under its title, and closes it again', async () => {
  await draw({ type: 'fold', title: 'I.C.4.a.2 Type not documented', text: 'The default is E11.-.' });
  const title = screen.getByRole('button', { name: 'I.C.4.a.2 Type not documented' });
  expect(title.closest('h3')).toBeTruthy();
  expect(title.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(title);
  expect(title.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('group').textContent).toBe('The default is E11.-.');
  fireEvent.click(title);
  expect(title.getAttribute('aria-expanded')).toBe('false');
});
