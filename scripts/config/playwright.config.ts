import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const runtime = process.env['E2E_RUNTIME'] === 'electron' ? 'electron' : 'shim';

/** One suite for both runtimes. The driver takes screenshots and traces itself: the pages are not Playwright's own. */
export default defineConfig({
  testDir: at('test'),
  testMatch: ['e2e/**/*.spec.ts', 'a11y/**/*.spec.ts'],
  outputDir: at(`test-results/e2e-${runtime}`),
  reporter: [['list'], ['json', { outputFile: at(`test-results/e2e-${runtime}.json`) }]],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Every test starts a whole program, and under Electron they share one display and one focus.
  workers: runtime === 'electron' ? 1 : 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  use: { trace: 'off', screenshot: 'off' },
});
