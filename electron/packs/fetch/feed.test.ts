import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { FileServer } from '../../../test/support/file-server.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import { hashOf, small } from '../../../test/support/small-pack.ts';
import { impatientWeb } from '../../../test/support/web.ts';
import { keyIdOf, rawPublicKey } from '../../licence/signature.ts';
import type { TrustedKeys } from '../../licence/vendor-keys.ts';
import type { Feed } from './feed.ts';
import { downloadPacks, readFeed } from './feed.ts';
import type { FeedList, FeedPack } from './feed-index.ts';
import { sealIndex } from './feed-index.ts';

const folder = folderPerTest();
let server: FileServer;
beforeEach(async () => {
  server = await FileServer.start();
});
afterEach(() => server.close());

const { privateKey } = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519').privateKey;
const trusted: TrustedKeys = new Map([
  [
    keyIdOf(rawPublicKey(privateKey)),
    { publicKey: rawPublicKey(privateKey).toString('base64'), from: '2026-01-01', until: '2026-12-31' },
  ],
]);
const october = { name: 'HCPCS Oct 2026', line: 'hcpcs' as const, begins: '2026-10-01', ends: '2026-12-31' };
const pack: FeedPack = {
  id: 'hcpcs-2026-10',
  line: 'hcpcs',
  kind: 'full',
  base: null,
  result: 'a'.repeat(64),
  editions: [october],
  releases: [{ dataset: 'hcpcs-codes', edition: october }],
  serial: 1,
  created: '2026-09-25',
  contentKeyId: null,
  minimumApp: '0.1.0',
  size: small.length,
  sha256: hashOf(small),
  url: 'packs/hcpcs.c2cpack',
  staged: 100,
};
const list = (serial: number): FeedList => ({ serial, created: '2026-09-25', packs: [pack] });
const never = new AbortController().signal;
const feed = (): Feed => ({
  address: server.address('/feed/'),
  trusted,
  folder: join(folder(), 'packs'),
  loopback: true,
});
const put = (text: string): void => {
  server.put('/feed/index.json', text, { type: 'application/json' });
};

describe('the list of a feed', () => {
  test('is read, and its packs are brought under their hash', async () => {
    put(sealIndex(list(1), privateKey));
    server.put('/feed/packs/hcpcs.c2cpack', small);
    const { packs } = await readFeed(impatientWeb(), feed(), never);
    const seen: (number | null)[][] = [];
    const wanted = {
      feed: feed(),
      packs,
      signal: never,
      onProgress: (progress: { bytes: number; size: number | null }) =>
        seen.push([progress.bytes, progress.size]),
    };
    const [file = ''] = await downloadPacks(impatientWeb(), wanted);
    expect(file).toContain(`hcpcs-${hashOf(small).slice(0, 16)}.c2cpack`);
    expect(readFileSync(file)).toEqual(small);
    expect(seen.at(-1)).toEqual([2048, 2048]);
    const asked = server.asked.length;
    expect(await downloadPacks(impatientWeb(), wanted)).toEqual([file]);
    expect(server.asked).toHaveLength(asked);
  });

  test('an older one than was seen is refused; the same one, a newer one and another feed are not', async () => {
    for (const serial of [4, 7, 7]) {
      put(sealIndex(list(serial), privateKey));
      expect(await readFeed(impatientWeb(), feed(), never)).toMatchObject({ serial });
    }
    put(sealIndex(list(6), privateKey));
    await expect(readFeed(impatientWeb(), feed(), never)).rejects.toMatchObject({ code: 'feed-older' });
    server.put('/mirror/index.json', sealIndex(list(2), privateKey));
    const mirror = { ...feed(), address: server.address('/mirror/index.json') };
    expect(await readFeed(impatientWeb(), mirror, never)).toMatchObject({ serial: 2 });
  });

  test('a damaged memory of what was seen is begun again', async () => {
    mkdirSync(feed().folder);
    writeFileSync(join(feed().folder, 'feeds.json'), '[');
    put(sealIndex(list(3), privateKey));
    expect(await readFeed(impatientWeb(), feed(), never)).toMatchObject({ serial: 3 });
  });

  test('every changed character of it is refused', async () => {
    const text = sealIndex(list(1), privateKey);
    for (let at = 0; at < text.length - 1; at += 7) {
      const changed = `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`;
      put(changed);
      await expect(readFeed(impatientWeb(), feed(), never), changed.slice(0, at)).rejects.toMatchObject({
        code: expect.stringMatching(/^feed-(damaged|signature|unknown-key)$/),
      });
    }
  });

  test.each([
    ['a page', '<!doctype html><p>Sign in'],
    ['half a list', '{"format":"case2code feed","ver'],
    ['an empty file', ''],
    ['other JSON', '{"packs":[]}'],
    ['an array', '[]'],
    ['a later form', JSON.stringify({ format: 'case2code feed', version: 2 })],
  ])('%s is none', async (_what, text) => {
    put(text);
    await expect(readFeed(impatientWeb(), feed(), never)).rejects.toMatchObject({ code: 'feed-damaged' });
  });

  test.each([
    ['a field that nobody knows', { ...list(1), surprise: 1 }],
    ['an address that climbs out', { ...list(1), packs: [{ ...pack, url: '../../elsewhere' }] }],
    ['an address of another host', { ...list(1), packs: [{ ...pack, url: 'https://evil.example/a' }] }],
    ['a delta without a base', { ...list(1), packs: [{ ...pack, kind: 'delta' }] }],
    ['more than all', { ...list(1), packs: [{ ...pack, staged: 101 }] }],
  ])('%s cannot even be signed', (_what, wrong) => {
    expect(() => sealIndex(wrong as FeedList, privateKey)).toThrow();
  });

  test('another key is told from a changed list', async () => {
    put(sealIndex(list(1), other));
    await expect(readFeed(impatientWeb(), feed(), never)).rejects.toMatchObject({ code: 'feed-unknown-key' });
  });

  test('a list made after its key had been taken out of use is refused', async () => {
    put(sealIndex({ ...list(1), created: '2027-01-01' }, privateKey));
    await expect(readFeed(impatientWeb(), feed(), never)).rejects.toMatchObject({ code: 'feed-unknown-key' });
  });

  test('no text, and one without end, are no lists', async () => {
    server.put('/feed/index.json', Buffer.from([0xff, 0xfe, 0x00]));
    await expect(readFeed(impatientWeb(), feed(), never)).rejects.toMatchObject({ code: 'feed-damaged' });
    server.behave = ({ response }) => {
      response.writeHead(200);
      const send = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(1 << 20, ' '), send);
      };
      send();
      return 'handled';
    };
    await expect(readFeed(impatientWeb(), feed(), never)).rejects.toMatchObject({ code: 'feed-damaged' });
  });

  test('a network that breaks is tried again, a server that is not there is said', async () => {
    put(sealIndex(list(1), privateKey));
    server.behave = does.cutOnce(40);
    expect(await readFeed(impatientWeb(), feed(), never)).toMatchObject({ serial: 1 });
    server.behave = does.hangs;
    await expect(readFeed(impatientWeb(50), feed(), never)).rejects.toMatchObject({ code: 'network-down' });
  });

  test('a pack that the server swapped is refused, and none is left', async () => {
    put(sealIndex(list(1), privateKey));
    server.put(
      '/feed/packs/hcpcs.c2cpack',
      Buffer.from(small.map((byte, at) => (at > 99 ? byte ^ 1 : byte))),
    );
    const { packs } = await readFeed(impatientWeb(), feed(), never);
    await expect(downloadPacks(impatientWeb(), { feed: feed(), packs, signal: never })).rejects.toMatchObject(
      { code: 'download-damaged' },
    );
  });

  test.each(['http://feed.example/', 'ftp://feed.example/', 'not an address', 'https://a:b@feed.example/'])(
    'the address %s is not asked',
    async (address) => {
      const asked = readFeed(impatientWeb(), { ...feed(), address }, never);
      await expect(asked).rejects.toMatchObject({ code: 'network-refused' });
    },
  );
});
