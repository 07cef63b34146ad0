import { writeFileSync } from 'node:fs';
import { expect, test as base, type TestInfo } from 'playwright/test';
import { launch as start, removeScratchFolders, type App, type LaunchOptions } from './launch.ts';

export { expect };
export type { App };
export { runtime } from './launch.ts';

type Launch = (options?: LaunchOptions) => Promise<App>;

/** `test` whose `launch` starts the program, reports on it when the test fails, and ends it in any case. */
export const test = base.extend<{ launch: Launch; denied: string[] }>({
  /** Addresses that the test itself makes the page ask for; all else that any test sees of the network fails it. */
  denied: [[], { option: true }],
  launch: async ({ denied }, use, info) => {
    const started: App[] = [];
    const connections: string[] = [];
    const keep = (app: App): App => {
      started.push(app);
      const close = app.close.bind(app);
      app.close = async () => {
        // A program that was killed, or closed before, has been asked already or can no longer be.
        connections.push(...(await app.connections().catch(() => [])));
        return close();
      };
      const relaunch = app.relaunch.bind(app);
      app.relaunch = async (next) => keep(await relaunch(next));
      return app;
    };
    await use(async (options) => {
      const app = keep(await start(options));
      if (wantsTrace) await app.page.context().tracing.start({ screenshots: true, snapshots: true });
      return app;
    });
    for (const [index, app] of started.entries()) {
      if (info.status !== info.expectedStatus) await report(app, info, index);
      await app.close();
    }
    removeScratchFolders();
    const unexpected = connections.filter((address) => !denied.some((known) => address.includes(known)));
    expect(unexpected, 'connections out of the program').toEqual([]);
  },
});

/** A trace slows every action, so a person's own run has none unless asked for. */
const wantsTrace = Boolean(process.env['CI'] ?? process.env['E2E_TRACE']);

async function report(app: App, info: TestInfo, index: number): Promise<void> {
  const path = (name: string): string => info.outputPath(`${index}-${name}`);
  writeFileSync(path('main.log'), app.mainLog());
  await info.attach('main log', { path: path('main.log') });
  const tasks = [
    app.page.screenshot({ path: path('window.png'), timeout: 5000 }),
    ...(wantsTrace ? [app.page.context().tracing.stop({ path: path('trace.zip') })] : []),
  ];
  await Promise.allSettled(tasks); // the window may be gone
}
