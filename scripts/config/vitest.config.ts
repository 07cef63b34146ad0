import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Three projects: pure units beside their files, renderer components in jsdom, and tests that cross a process. */
export default defineConfig({
  root,
  test: {
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: 'test-results/vitest.json' },
    projects: [
      {
        test: {
          name: 'unit',
          root,
          environment: 'node',
          include: ['{electron,scripts}/**/*.test.ts'],
          // Much of it writes and syncs real files, beside whatever else the machine is doing.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'renderer',
          root,
          environment: 'jsdom',
          include: ['renderer/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'process',
          root,
          environment: 'node',
          include: ['test/{engine,contract,packaging}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
