import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Locator } from 'playwright/test';
import { hcpcsTextLines, orderFile, orderLine, zipOf } from '../../electron/importers/fixtures.ts';
import { Coder } from './coder.ts';

/** The order file of the year before: one code fewer, one more, one title other. */
export const yearBefore = [
  ...orderFile.split('\r\n').filter((line) => !line.includes('C4A0')),
  orderLine(13, 'Z999', '1', 'A code of the year before'),
]
  .join('\r\n')
  .replace(/Cholera, unspecified(?=\r\n)/, 'Cholera, not specified');

/** A HCPCS file of one invented code. */
export const hcpcs = hcpcsTextLines({
  HCPC: 'J0007',
  'LONG DESCRIPTION': 'Injection of an invented kind, 1 mg',
  'ADD DT': '19900101',
}).join('\r\n');

/** Writes a zip into a folder, as a publisher would offer it; its path. */
export async function zipIn(folder: string, name: string, files: Record<string, string>): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await zipOf(files));
  return path;
}

/** A coder who brings official files into the library. */
export class Importer extends Coder {
  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Chooses files in the dialog of the Library screen; they are looked at. */
  async choose(...paths: string[]): Promise<void> {
    await this.app.evaluateMain(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
    }, paths);
    await this.goTo('Library');
    await this.click('Import files…');
    await expect(this.heading).toHaveText('Import official files');
  }

  async click(name: string | RegExp): Promise<void> {
    await this.main.getByRole('button', { name }).click();
  }
}
