import { afterEach, beforeEach } from 'vitest';
import type { UpdateSettings } from '../../electron/contract/updates.ts';
import type { FeedPack } from '../../electron/packs/fetch/feed-index.ts';
import type { UpdatesParts } from '../../electron/packs/fetch/updates.ts';
import { publish, updates } from './feed-program.ts';
import { FileServer } from './file-server.ts';

/** A server of a feed for each test, and programs that follow it in the test's folder. */
export function feedPerTest(folder: () => string) {
  let server: FileServer | undefined;
  beforeEach(async () => {
    server = await FileServer.start();
  });
  afterEach(() => server?.close());
  const running = (): FileServer => {
    if (!server) throw new Error('The feed is there inside a test only.');
    return server;
  };
  return {
    get server(): FileServer {
      return running();
    },
    updates: (change: Partial<UpdateSettings> = {}, parts: Partial<UpdatesParts> = {}) =>
      updates(running(), folder(), change, parts),
    publish: (serial: number, packs: FeedPack[], created?: string): void => {
      publish(running(), serial, packs, created);
    },
  };
}
