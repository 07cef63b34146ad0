import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Locator } from 'playwright/test';
import { writeCodeSet } from '../../electron/codeset/writer.ts';
import { keepInLibrary } from '../../scripts/terminal/starter-library.ts';
import { icdBooks, pcsBooks } from '../fixtures/books.ts';
import { Coder } from './coder.ts';

/** A coder who looks codes up in the official books. */
export class Browser extends Coder {
  get main(): Locator {
    return this.page.getByRole('main');
  }

  get tree(): Locator {
    return this.page.getByRole('tree');
  }

  /** The selected line of a book. */
  get entry(): Locator {
    return this.page.getByRole('treeitem', { selected: true });
  }

  /** The selected cell of a table. */
  get cell(): Locator {
    return this.page.locator('[role="grid"] [aria-selected="true"]');
  }

  /** How the open code was come by. */
  get trail(): Locator {
    return this.main.getByText(/How this code was found/).locator('..');
  }

  /** Takes small books of ICD-10-CM and ICD-10-PCS into the library. */
  async addBooks(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'c2c-books-'));
    try {
      const written = [await writeCodeSet(icdBooks(), folder), await writeCodeSet(pcsBooks(), folder)];
      await keepInLibrary(folder, written);
      await this.app.evaluateMain(({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      }, folder);
      await this.goTo('Library');
      await this.page.getByRole('button', { name: /Add a built library/ }).click();
      await expect(this.page.getByRole('contentinfo')).toContainText('ICD-10-PCS FY2026');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async turnTo(book: string): Promise<void> {
    await this.goTo('Browse');
    await this.page
      .getByRole('navigation', { name: 'Books' })
      .getByRole('link', { name: book, exact: true })
      .click();
    await expect(this.heading).toBeVisible();
  }
}
