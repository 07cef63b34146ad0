import type * as Electron from 'electron';
import type { Page } from 'playwright';
import { headed } from './screen.ts';

/** What a window must be for this program; the shim can run no other, and says so instead of pretending. */
export function assertIsolated(preferences: Electron.WebPreferences): void {
  const open = [
    preferences.contextIsolation === false && 'contextIsolation: false',
    preferences.sandbox === false && 'sandbox: false',
    preferences.nodeIntegration === true && 'nodeIntegration: true',
    preferences.webSecurity === false && 'webSecurity: false',
    preferences.webviewTag === true && 'webviewTag: true',
  ].filter((name) => name !== false);
  if (open.length > 0)
    throw new Error(`The Electron shim runs isolated, sandboxed windows only: ${open.join(', ')}`);
}

/** Gives a page the size of its window: a headless one by emulation, a visible one by its real window. */
export async function applySize(page: Page, { x, y, width, height }: Electron.Rectangle): Promise<void> {
  if (!headed) {
    await page.setViewportSize({ width, height });
    return;
  }
  const debug = await page.context().newCDPSession(page);
  const { windowId } = await debug.send('Browser.getWindowForTarget');
  await debug.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } });
  await debug.detach();
}
