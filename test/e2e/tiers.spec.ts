import { machineFile } from '../fixtures/licence-desk.ts';
import { Account, desk } from './account.ts';
import { expect, test } from './driver/test.ts';

/** Codes of the starter set whose pages are counted. */
const [first, second, third, fourth, fifth, sixth, seventh] = [
  '99202',
  '99203',
  '99204',
  '99205',
  '99212',
  '99213',
  '99214',
] as const;

/** A coder before a page that counts. */
class Reader extends Account {
  async read(code: string): Promise<void> {
    await this.goTo('Search');
    await this.search('');
    await this.search(code);
    await expect(this.rows.first()).toContainText(code);
    await this.page.keyboard.press('Enter');
    await expect(this.heading).toContainText(code);
  }

  async expectOpen(code: string): Promise<void> {
    await this.read(code);
    await expect(this.main.getByText('Relative value units before geographic adjustment')).toBeVisible();
    await expect(this.main.getByText(/^Locked: /)).toHaveCount(0);
  }

  async expectLocked(code: string, words: string): Promise<void> {
    await this.read(code);
    await expect(this.main.getByText(/^Locked: /).first()).toBeVisible();
    await expect(this.main).toContainText(words);
  }

  async expectLeft(views: number): Promise<void> {
    const words = `${views} code page ${views === 1 ? 'view' : 'views'} remaining`;
    await expect(this.page.getByRole('contentinfo')).toContainText(words);
  }
}

test('guest, 1 view, locked; registered, 5 more, locked; licensed, all; expired, grace, renewed', async ({
  launch,
}) => {
  // The program starts a dozen times.
  test.setTimeout(240_000);
  const on = (day: string) => ({ env: desk('DESK-7', day) });
  let app = await launch(on('2025-12-01'));
  let user = new Reader(app);
  const restart = async (day: string): Promise<void> => {
    app = await app.relaunch(on(day));
    user = new Reader(app);
    await user.ready();
  };

  await user.ready();
  await user.expectLeft(1);
  await user.read(first);
  await user.main.getByRole('button', { name: 'Read and accept the notices' }).first().click();
  await user.page.getByRole('alertdialog').getByRole('button', { name: 'Accept' }).click();
  await user.expectOpen(first);
  await user.expectLeft(0);
  await user.expectLocked(second, 'Guest accounts are limited to 1 page view.');

  await restart('2025-12-02');
  await user.expectLeft(0);
  await user.expectOpen(first);
  await user.expectLocked(second, 'Register free account to get 5 more views.');

  // A free account made without a network: a file that opens nothing but the account.
  await user.open();
  const free = { id: 'free', key: 'FREE-1', entitlements: [], issued: '2025-12-01T00:00:00.000Z' };
  await user.paste(machineFile('DESK-7', free));
  await user.expectTier('Registered');
  await user.expectLeft(5);
  for (const code of [second, third, fourth]) await user.expectOpen(code);
  await restart('2025-12-03');
  for (const code of [second, fifth, sixth]) await user.expectOpen(code);
  await user.expectLeft(0);
  await user.expectLocked(seventh, 'A licence opens every page.');

  await restart('2025-12-04');
  await user.expectLocked(seventh, 'Pages opened before stay open.');
  await user.open();
  const bought = { issued: '2025-12-04T00:00:00.000Z', expiry: '2026-01-10T00:00:00.000Z' };
  await user.paste(machineFile('DESK-7', bought));
  await user.expectTier('Licensed');
  await expect(user.page.getByRole('contentinfo')).not.toContainText('remaining');
  await user.expectOpen(seventh);

  await restart('2026-01-15');
  await user.expectTier('Licensed');
  await user.expectOpen('99215');

  await restart('2026-02-15');
  await user.expectTier('Registered');
  await user.expectOpen(first);
  await user.expectLocked('99215', 'A licence opens every page.');
  await user.open();
  const renewed = { issued: '2026-02-14T00:00:00.000Z', expiry: '2027-01-10T00:00:00.000Z' };
  await user.paste(machineFile('DESK-7', renewed));
  await user.expectTier('Licensed');
  await restart('2026-02-16');
  await user.expectOpen('99215');
});
