import { Coder, inForce } from './coder.ts';
import { expect, test } from './driver/test.ts';

const queries = [
  'R41.82',
  'altered mental status',
  'htn',
  'fx fem lt init',
  'diabetes ckd',
  'office visit',
  'E11',
];

/** Runs in the page: the rows that are drawn, top to bottom. */
function rowsDrawn(): { index: number; top: number; bottom: number; isWhole: boolean }[] {
  return [...document.querySelectorAll<HTMLElement>('[role="option"][data-index]')]
    .map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const text = row.querySelector('[aria-hidden="true"]')?.getBoundingClientRect();
      // As much room above the text as below it, and no text outside.
      const isWhole = text !== undefined && Math.abs(text.top - top - (bottom - text.bottom)) <= 1;
      return { index: Number(row.dataset['index']), top, bottom, isWhole };
    })
    .toSorted((a, b) => a.index - b.index);
}

/** Runs in the page: writes down, frame by frame, where the rows of each list stand. */
function watchRows(): void {
  const seen = new Map<string, Set<string>>();
  Reflect.set(window, 'rowsSeen', seen);
  const look = (): void => {
    const rows = [...document.querySelectorAll<HTMLElement>('[role="option"][data-index]')];
    const list = rows.map(({ id, innerHTML }) => `${id} ${innerHTML}`).join('\n');
    const places = rows
      .map((row) => row.getBoundingClientRect())
      .map(({ top, height }) => `${top} ${height}`);
    seen.set(list, (seen.get(list) ?? new Set()).add(places.join(', ')));
    requestAnimationFrame(look);
  };
  look();
}

test('rows of one line and of several stand close, in both densities', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.app.resize(1024, 700);
  for (const density of [/Normal/, /Dense/]) {
    await coder.goTo('Settings');
    await coder.page.getByRole('radio', { name: density }).check({ force: true });
    await coder.goTo('Search');
    for (const text of queries) {
      await coder.search(text);
      await expect(coder.page.locator('[data-results]')).toHaveAttribute('aria-busy', 'false');
      await expect(coder.rows.first()).toBeVisible();
      const rows = await coder.page.evaluate(rowsDrawn);
      for (const [at, row] of rows.entries()) {
        expect([text, row.index, row.isWhole]).toEqual([text, at, true]);
        const next = rows[at + 1];
        if (next) expect([text, next.index, next.top]).toEqual([text, at + 1, row.bottom]);
      }
    }
  }
});

test('no row moves after it was seen, while one types', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.app.resize(1024, 700);
  await coder.page.evaluate(watchRows);
  for (const text of queries) {
    await coder.search('');
    await coder.field.focus();
    await coder.type(text);
    await expect(coder.page.locator('[data-results]')).toHaveAttribute('aria-busy', 'false');
    await expect(coder.rows.first()).toBeVisible();
  }
  const seen = await coder.page.evaluate(() => {
    const lists = Reflect.get(window, 'rowsSeen') as Map<string, Set<string>>;
    return [...lists.values()].map((places) => [...places]);
  });
  expect(seen.length).toBeGreaterThan(queries.length);
  expect(seen.filter((places) => places.length > 1)).toEqual([]);
});

test('the list is found again where it was left, to the pixel', async ({ launch }) => {
  const coder = await new Coder(await launch({ env: { C2C_TODAY: inForce } })).ready();
  await coder.app.resize(1024, 700);
  await coder.search('pain');
  await expect(coder.rows.first()).toBeVisible();
  const list = coder.page.getByRole('listbox', { name: 'Search results' });
  const place = () =>
    list.evaluate((element) => {
      const { top, height } = element.getBoundingClientRect();
      const under = document.elementFromPoint(80, top + height / 2)?.closest('[role="option"]');
      return [element.scrollTop, under?.id, under?.getBoundingClientRect().top];
    });
  // By pages, as one reads: each is drawn and measured on the way.
  await list.hover();
  for (let page = 0; page < 3; page += 1) {
    const before = await list.evaluate((element) => element.scrollTop);
    await coder.page.mouse.wheel(0, 400);
    await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(before + 300);
  }
  await coder.page.waitForTimeout(400);
  const left = await place();
  await coder.goTo('Settings');
  await expect(coder.heading).toHaveText('Settings');
  await coder.goTo('Search');
  await expect.poll(place).toEqual(left);
});
