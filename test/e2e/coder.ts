import { execFileSync } from 'node:child_process';
import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import type { App } from './driver/launch.ts';

/** A day on which the starter set's ICD-10-CM and HCPCS editions are both in force. */
export const inForce = '2025-11-15';

/** What a coder sees and does, by role and name: the specs say it in these words. */
export class Coder {
  readonly app: App;
  readonly page: Page;

  constructor(app: App) {
    this.app = app;
    this.page = app.page;
  }

  get field(): Locator {
    return this.page.getByRole('combobox', { name: 'Search codes' });
  }

  get rows(): Locator {
    return this.page.getByRole('listbox', { name: 'Search results' }).getByRole('option');
  }

  get heading(): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1 });
  }

  row(code: string): Locator {
    return this.rows.filter({ hasText: code }).first();
  }

  /** The program is up and its library answers. */
  async ready(): Promise<this> {
    await expect(this.field).toBeVisible();
    await expect(this.page.getByRole('contentinfo')).toContainText('ICD-10-CM FY2026');
    return this;
  }

  async search(text: string): Promise<void> {
    await this.field.fill(text);
  }

  /** Types with no field named: what has focus gets it. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async goTo(room: 'Search' | 'Browse' | 'Library' | 'Settings' | 'About'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: room }).click();
  }

  clipboard(): Promise<string> {
    return this.app.evaluateMain(({ clipboard }) => clipboard.readText());
  }

  /** Process ids of the engine processes of this program. */
  async engines(): Promise<number[]> {
    const utilities = await this.app.evaluateMain(({ app }) =>
      'getAppMetrics' in app
        ? app.getAppMetrics().flatMap(({ pid, name }) => (name?.includes('engine') ? [pid] : []))
        : null,
    );
    if (utilities) return utilities;
    const main = await this.app.evaluateMain(() => process.pid);
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(main)], { encoding: 'utf8' });
    return children
      .split('\n')
      .filter((line) => line.includes('engine.js'))
      .map((line) => Number.parseInt(line, 10));
  }
}
