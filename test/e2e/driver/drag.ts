import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright';

/**
 * Drags files over the window as a person does: the browser itself makes the events, so that they are trusted and
 * their files have places. Under the shim the place of each file is said first; Electron asks Chromium.
 */
export async function drag(
  page: Page,
  paths: readonly string[],
  until: 'over' | 'dropped' = 'dropped',
): Promise<void> {
  const files = paths.map((path) => ({ name: basename(path), size: statSync(path).size, path }));
  await page.evaluate((detail) => {
    window.dispatchEvent(new CustomEvent('shim-dropping', { detail }));
  }, files);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const steps = until === 'over' ? ['dragEnter', 'dragOver'] : ['dragEnter', 'dragOver', 'drop'];
  for (const type of steps as ('dragEnter' | 'dragOver' | 'drop')[]) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
  await session.detach();
}
