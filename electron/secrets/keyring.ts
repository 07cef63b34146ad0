import { safeStorage } from 'electron';
import type { Keyring } from './install-key.ts';

/**
 * Electron's safeStorage as a `Keyring`; call after `ready`. The asynchronous calls are newer than the oldest
 * runtime this program runs in, and preferred: the others block the main process. On Linux "basic_text" means a
 * constant key, which is no keyring at all.
 */
export async function systemKeyring(): Promise<Keyring> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return noKeyring;
  if ('encryptStringAsync' in safeStorage) {
    return {
      available: await safeStorage.isAsyncEncryptionAvailable(),
      seal: (text) => safeStorage.encryptStringAsync(text),
      unseal: async (sealed) => (await safeStorage.decryptStringAsync(sealed)).result,
    };
  }
  return synchronous(safeStorage);
}

function synchronous(
  storage: Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'>,
): Keyring {
  return {
    available: storage.isEncryptionAvailable(),
    seal: async (text) => storage.encryptString(text),
    unseal: async (sealed) => storage.decryptString(sealed),
  };
}

const noKeyring: Keyring = {
  available: false,
  seal: () => Promise.reject(new Error('no keyring')),
  unseal: () => Promise.reject(new Error('no keyring')),
};
