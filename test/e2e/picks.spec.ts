import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

const typed = 'diabetes type 2';
const codesOf = (coder: Coder): Promise<string[]> =>
  coder.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('title')?.split('  ')[0] ?? ''));

/** The codes of the first rows for a query that is typed anew. */
async function asked(coder: Coder, text: string): Promise<string[]> {
  await coder.search('');
  await expect(coder.rows).toHaveCount(0);
  await coder.search(text);
  await expect(coder.page.locator('[data-results]')).toHaveAttribute('aria-busy', 'false');
  await expect(coder.rows.nth(3)).toBeVisible();
  return (await codesOf(coder)).slice(0, 5);
}

test('a row that was opened is first the next time and says why, until it is forgotten', async ({
  launch,
}) => {
  const app = await launch({ env: { C2C_TODAY: inForce } });
  const coder = await new Coder(app).ready();
  const before = await asked(coder, typed);
  const [first = '', second = '', third = ''] = before;
  await coder.press('ArrowDown', 'ArrowDown', 'Enter');
  await expect(coder.heading).toContainText(third);
  // What is being read stays where it was.
  expect((await codesOf(coder)).slice(0, 5)).toEqual(before);

  expect((await asked(coder, 'TYPE 2  diab')).at(0)).toBe(third);
  const after = await asked(coder, typed);
  expect(after.slice(0, 3)).toEqual([third, first, second]);
  await expect(coder.rows.first()).toContainText('chosen before');
  await expect(coder.rows.nth(1)).not.toContainText('chosen before');

  // By mouse: the row that was first, so the two have been chosen alike, and the later choice stands first.
  await coder.rows.nth(1).click();
  await expect(coder.heading).toContainText(first);
  expect((await asked(coder, typed)).slice(0, 3)).toEqual([first, third, second]);

  const again = await new Coder(await app.relaunch()).ready();
  expect((await asked(again, typed)).slice(0, 3)).toEqual([first, third, second]);

  await again.goTo('Settings');
  const section = again.page.getByRole('region', { name: 'Your choices' });
  await expect(section).toContainText('2 choices are remembered');
  const learns = section.getByRole('checkbox', { name: 'Learn from what I choose' });
  await expect(learns).toBeChecked();
  await learns.focus();
  await again.press('Space');
  await expect(learns).not.toBeChecked();
  await again.goTo('Search');
  expect(await asked(again, typed)).toEqual(before);
  await again.goTo('Settings');
  await learns.focus();
  await again.press('Space');
  await expect(learns).toBeChecked();

  await section.getByRole('button', { name: 'Forget what I chose…' }).click();
  await again.page.getByRole('alertdialog').getByRole('button', { name: 'Keep' }).click();
  await expect(section).toContainText('2 choices are remembered');
  await section.getByRole('button', { name: 'Forget what I chose…' }).click();
  await again.page.getByRole('alertdialog').getByRole('button', { name: 'Forget' }).click();
  await expect(section).toContainText('No choice is remembered yet');
  await again.goTo('Search');
  expect(await asked(again, typed)).toEqual(before);
});

test('a code that is typed, and both of two that collide, stay before what was chosen', async ({
  launch,
}) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.search('G0439');
  await expect(coder.rows.nth(1)).toContainText('G04.39');
  await coder.rows.nth(1).click();
  await expect(coder.heading).toContainText('G04.39');
  await coder.search('');
  await coder.search('G0439');
  await expect(coder.rows.first()).toContainText('G0439');
  await expect(coder.rows.nth(1)).toContainText('G04.39');
});
