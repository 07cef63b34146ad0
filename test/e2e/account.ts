import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright/test';
import { expect } from 'playwright/test';
import { fingerprintOf, vendorKeyList } from '../fixtures/licence-desk.ts';
import { Coder } from './coder.ts';

/** What a computer is, for an unpackaged program: its fingerprint, who sits at it, its machine-wide folder, its day. */
export function desk(
  computer: string,
  today: string,
  { person = 'NORTHSIDE\\ann', machineFolder = '/nowhere' } = {},
): Record<string, string> {
  return {
    C2C_TODAY: today,
    C2C_FINGERPRINT: fingerprintOf(computer),
    C2C_PERSON: person,
    C2C_MACHINE_FOLDER: machineFolder,
    C2C_VENDOR_KEYS: vendorKeyList,
  };
}

/** A user who looks after their licence. */
export class Account extends Coder {
  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Opens the screen from the header's menu. */
  async open(): Promise<this> {
    await this.menu.click();
    await this.page.getByRole('menuitem', { name: 'Account' }).click();
    await expect(this.main.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
    return this;
  }

  get menu(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: /^Account: / });
  }

  /** The word in the header: it is there on every screen. */
  async expectTier(tier: 'Guest' | 'Registered' | 'Licensed'): Promise<void> {
    await expect(this.menu).toHaveAccessibleName(`Account: ${tier}`);
  }

  async push(...names: (string | RegExp)[]): Promise<void> {
    for (const name of names) await this.main.getByRole('button', { name }).click();
  }

  async paste(text: string): Promise<void> {
    await this.push('Paste its text…');
    await this.main.getByLabel('Text of the file').fill(text);
    await this.push('Take this text');
  }

  /** Answers the next dialog that asks for a file. */
  async choosing(path: string): Promise<void> {
    await this.app.evaluateMain(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
  }

  /** Answers the next dialog that asks where to save. */
  async saving(path: string): Promise<void> {
    await this.app.evaluateMain(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    }, path);
  }
}

/** Files in a folder made for them. @returns the folder */
export function filesIn(folder: string, files: Record<string, string>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
