import type * as Electron from 'electron';
import type { Page } from 'playwright';
import { Loud, standsFor, type PartOf } from './stand-in.ts';
import { browser } from './windows.ts';

class ShimNativeTheme extends Loud implements PartOf<Electron.NativeTheme> {
  #source: Electron.NativeTheme['themeSource'] = 'system';
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly prefersReducedTransparency = false;
  readonly inForcedColorsMode = false;

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (source === this.#source) return;
    this.#source = source;
    this.emit('updated');
    void browser.promise
      .then(({ context }) => Promise.all(context.pages().map(applyTheme)))
      .catch(() => undefined);
  }

  /** The system of a headless browser is a light one. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

const shimTheme = new ShimNativeTheme('nativeTheme');
export const nativeTheme = standsFor<Electron.NativeTheme>(shimTheme);

/** `prefers-color-scheme` as the program chose it; "system" leaves the browser its own. */
export async function applyTheme(page: Page): Promise<void> {
  const source = shimTheme.themeSource;
  await page.emulateMedia({ colorScheme: source === 'system' ? null : source });
}
