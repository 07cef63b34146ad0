import type * as Electron from 'electron';
import { plainStandIn } from './stand-in.ts';

/**
 * Nobody sits before a test, so every question is answered as if it were dismissed. A test that wants another answer
 * replaces the function (`dialog.showOpenDialog = …` in `evaluateMain`), which works under Electron too.
 */
const part: Partial<Electron.Dialog> = {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: (first: object, second?: object) => {
    const options = (second ?? first) as Electron.MessageBoxOptions;
    console.log(`[dialog] ${options.message}${options.detail ? `: ${options.detail}` : ''}`);
    return Promise.resolve({ response: options.cancelId ?? options.defaultId ?? 0, checkboxChecked: false });
  },
  showErrorBox: (title, content) => console.error(`[dialog] ${title}: ${content}`),
};
export const dialog = plainStandIn<Electron.Dialog>('dialog', part);
