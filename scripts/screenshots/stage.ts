import type { App } from '../../test/e2e/driver/launch.ts';

/** One picture: what it is called, and how the program comes to show it. */
export interface Screen {
  name: string;
  show: (app: App) => Promise<void>;
}

/** Pictures of one state of the program; what brings it about is done once, before all looks are taken. */
export interface Stage {
  prepare: (app: App) => Promise<void>;
  screens: readonly Screen[];
}

export async function go(app: App, hash: string): Promise<void> {
  await app.page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await app.page.waitForTimeout(400);
}

export async function type(app: App, text: string): Promise<void> {
  await app.page.getByRole('combobox', { name: 'Search codes' }).fill(text);
  await app.page.waitForTimeout(500);
}
