import type * as Electron from 'electron';
import { Loud, plainStandIn, standsFor } from './stand-in.ts';

let clipboardText = '';

/** In memory: two test runs side by side must not read each other's copies. */
export const clipboard = plainStandIn<Electron.Clipboard>('clipboard', {
  writeText: (text) => {
    clipboardText = text;
    return Promise.resolve();
  },
  readText: () => Promise.resolve(clipboardText),
});

/** What main asked the desktop to open, in order. Nothing is ever opened. */
export const opened: string[] = [];

export const shell = plainStandIn<Electron.Shell>('shell', {
  openExternal: (url) => {
    opened.push(url);
    return Promise.resolve();
  },
  openPath: (path) => {
    opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path) => void opened.push(path),
  beep: () => undefined,
});

/** No keyring: the weaker way of keeping keys is the one that is tested here; Electron's run tests the other. */
export const safeStorage = plainStandIn<Electron.SafeStorage>('safeStorage', {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: () => {
    throw new Error(
      'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
    );
  },
  decryptString: () => {
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Encryption is not available.',
    );
  },
});

/** Emits nothing: this machine neither sleeps nor locks. */
export const powerMonitor = standsFor<Electron.PowerMonitor>(new Loud('powerMonitor'));

export const crashReporter = plainStandIn<Electron.CrashReporter>('crashReporter', {
  start: () => undefined,
});
