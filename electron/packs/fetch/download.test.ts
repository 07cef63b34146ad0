import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { folderPerTest } from '../../../test/fixtures/folder.ts';
import { FileServer } from '../../../test/support/file-server.ts';
import * as does from '../../../test/support/misbehaviour.ts';
import {
  emptyZip,
  hashOf,
  small,
  targetIn,
  unknown as bare,
  wanted as promised,
} from '../../../test/support/small-pack.ts';
import { impatientWeb } from '../../../test/support/web.ts';
import { Bandwidth } from './bandwidth.ts';
import type { Download } from './download.ts';
import { download } from './download.ts';

const folder = folderPerTest();
let server: FileServer;
beforeEach(async () => {
  server = await FileServer.start();
});
afterEach(() => server.close());

const target = (): string => targetIn(folder());
const there = (): Buffer => readFileSync(target());
const wanted = (address: string, fields: Partial<Download> = {}): Download =>
  promised(server, folder(), address, fields);
const unknown = (address: string, fields: Partial<Download> = {}): Download =>
  bare(server, folder(), address, fields);

describe('a file is brought whole', () => {
  test('with its hash, in one step, and nothing is left beside it', async () => {
    const seen: number[] = [];
    const got = await download(
      impatientWeb(),
      wanted(server.put('/a', small), { onProgress: ({ bytes }) => seen.push(bytes) }),
    );
    expect(got).toMatchObject({ outcome: 'fetched', bytes: 2048, sha256: hashOf(small) });
    expect(there()).toEqual(small);
    expect(readdirSync(join(folder(), 'in'))).toEqual(['file.c2cpack']);
    expect([seen[0], seen.at(-1)]).toEqual([0, 2048]);
  });

  test('that lies there already is not asked for again', async () => {
    mkdirSync(join(folder(), 'in'));
    writeFileSync(target(), small);
    expect(await download(impatientWeb(), wanted(server.put('/a', small)))).toEqual({ outcome: 'same' });
    expect(server.asked).toEqual([]);
  });

  test('or left alone where the server has no other version', async () => {
    const address = server.put('/a', small);
    const etag = server.files.get('/a')?.etag ?? null;
    const got = await download(impatientWeb(), unknown(address, { held: { etag, lastModified: null } }));
    expect(got).toEqual({ outcome: 'same' });
    expect(readdirSync(join(folder(), 'in'))).toEqual([]);
  });

  test('whose length the server does not say', async () => {
    server.behave = does.withoutLength;
    await download(impatientWeb(), unknown(server.put('/a', small)));
    expect(there()).toEqual(small);
  });
});

const tenths = Array.from({ length: 10 }, (_, tenth) => Math.floor((small.length * tenth) / 10));
const everyTenthByte = Array.from({ length: Math.ceil(small.length / 10) }, (_, at) => at * 10);

describe('the network is cut', () => {
  test.each(tenths)('once, after %i bytes', async (length) => {
    server.behave = does.cutOnce(length);
    await download(impatientWeb(), wanted(server.put('/a', small)));
    expect(there()).toEqual(small);
    expect(server.asked).toHaveLength(2);
    expect(server.asked[1]?.range ?? 'bytes=0-').toBe(`bytes=${length}-`);
  });

  test('at every tenth byte of the file: each time a fresh program goes on', async () => {
    for (const length of everyTenthByte) {
      const address = server.put(`/${length}`, small);
      const at = join(folder(), `cut-${length}`);
      const control = new AbortController();
      server.behave = ({ reply, response }) => {
        response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
        response.flushHeaders();
        response.write(reply.body.subarray(0, length), () => setTimeout(() => response.destroy(), 10));
        return 'handled';
      };
      const parts = impatientWeb();
      const sleep = async (): Promise<void> => {
        control.abort();
        throw new Error('ended');
      };
      const first = download({ ...parts, sleep }, unknown(address, { target: at, signal: control.signal }));
      await expect(first).rejects.toMatchObject({ code: 'cancelled' });
      expect(existsSync(at)).toBe(false);
      server.behave = ({ reply }) => reply;
      await download(parts, unknown(address, { target: at }));
      expect(readFileSync(at).equals(small)).toBe(true);
      expect(server.asked.at(-1)?.range).toBe(length === 0 ? null : `bytes=${length}-`);
    }
  });

  test('at every tenth byte of a small file: the same program goes on', async () => {
    const short = small.subarray(0, 400);
    for (let length = 0; length < short.length; length += 10) {
      const address = server.put(`/${length}`, short);
      const at = join(folder(), `cut-${length}`);
      const before = server.asked.length;
      server.behave = ({ reply, response, count, asked }) =>
        count === before ? does.cutEvery(length)({ reply, response, count, asked }) : reply;
      await download(impatientWeb(), unknown(address, { target: at }));
      expect(readFileSync(at).equals(short)).toBe(true);
      const ranges = server.asked.slice(before).map(({ range }) => range);
      expect(ranges).toEqual([null, length === 0 ? null : `bytes=${length}-`]);
    }
  });

  test.each([10, 205])('again and again, every %i bytes', async (length) => {
    server.behave = does.cutEvery(length);
    const parts = impatientWeb();
    await download(parts, wanted(server.put('/a', small)));
    expect(there()).toEqual(small);
    expect(server.asked.length).toBeGreaterThanOrEqual(Math.ceil(small.length / length));
  });

  test('for good: what has arrived is kept and said to be', async () => {
    let gone = false;
    server.behave = ({ asked, reply, response }) => {
      if (!gone) {
        gone = true;
        return does.cutEvery(500)({ asked, count: 0, reply, response });
      }
      response.destroy();
      return 'handled';
    };
    const address = server.put('/a', small);
    const parts = impatientWeb();
    await expect(download(parts, wanted(address))).rejects.toMatchObject({
      code: 'network-down',
      message: expect.stringContaining('goes on where it stopped'),
    });
    // Waits grow, as do the pauses of a patient person.
    expect(parts.waits).toHaveLength(5);
    expect(parts.waits.at(-1)).toBeGreaterThan(parts.waits[0] ?? 0);
    server.behave = ({ reply }) => reply;
    await download(parts, wanted(address));
    expect(server.asked.at(-1)?.range).toBe('bytes=500-');
    expect(there()).toEqual(small);
  });

  test('nothing listens at all', async () => {
    const address = server.put('/a', small);
    const want = wanted(address);
    await server.close();
    await expect(download(impatientWeb(), want)).rejects.toMatchObject({ code: 'network-down' });
    server = await FileServer.start();
  });
});

describe('stopping, sharing and room', () => {
  test('cancelled half-way keeps what has come, and the next one goes on', async () => {
    const address = server.put('/a', small);
    server.behave = does.fallsSilent(900);
    const control = new AbortController();
    const want = wanted(address, {
      signal: control.signal,
      onProgress: ({ bytes }) => {
        if (bytes === 900) control.abort();
      },
    });
    await expect(download(impatientWeb(), want)).rejects.toMatchObject({ code: 'cancelled' });
    server.behave = ({ reply }) => reply;
    await download(impatientWeb(), wanted(address));
    expect(server.asked.at(-1)?.range).toBe('bytes=900-');
    expect(there()).toEqual(small);
  });

  test('cancelled before it began asks nothing', async () => {
    const want = wanted(server.put('/a', small), { signal: AbortSignal.abort() });
    await expect(download(impatientWeb(), want)).rejects.toMatchObject({ code: 'cancelled' });
    expect(server.asked).toEqual([]);
    expect(readdirSync(join(folder(), 'in'))).toEqual([]);
  });

  test('one file is not downloaded twice at a time', async () => {
    const want = wanted(server.put('/a', small));
    const both = await Promise.allSettled([download(impatientWeb(), want), download(impatientWeb(), want)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(there()).toEqual(small);
  });

  test('a part of another file, or notes that are damaged, are begun anew', async () => {
    mkdirSync(join(folder(), 'in'));
    for (const notes of ['{', JSON.stringify({ address: 'https://x.example/', sha256: hashOf(emptyZip) })]) {
      writeFileSync(`${target()}.part`, 'rubbish');
      writeFileSync(`${target()}.part.json`, notes);
      await download(impatientWeb(), wanted(server.put('/a', small)));
      expect(there()).toEqual(small);
      writeFileSync(target(), 'old');
    }
  });

  test('a full disk is said, what has come is kept, and it goes on when there is room', async () => {
    mkdirSync(join(folder(), 'in'));
    writeFileSync(target(), 'the old file');
    const probe = await open(target());
    const files = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const address = server.put('/a', small);
    server.behave = does.cutOnce(600);
    const parts = impatientWeb();
    // The second part meets a full disk.
    const full = vi.spyOn(files, 'write');
    const sleep = async (): Promise<void> => {
      full.mockRejectedValue(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    };
    await expect(download({ ...parts, sleep }, wanted(address))).rejects.toMatchObject({ code: 'disk-full' });
    full.mockRestore();
    expect(there().toString()).toBe('the old file');
    await download(parts, wanted(address));
    expect(server.asked.at(-1)?.range).toBe('bytes=600-');
    expect(there()).toEqual(small);
  });

  test('a folder that may not be written to is said', async () => {
    writeFileSync(join(folder(), 'in'), 'a file where a folder should be');
    await expect(download(impatientWeb(), wanted(server.put('/a', small)))).rejects.toMatchObject({
      code: 'read-only',
    });
    expect(server.asked).toEqual([]);
  });

  test('a file larger than the disk is refused before it is fetched', async () => {
    const size = 10 ** 15 - 1;
    server.behave = ({ response }) => {
      response.writeHead(200, { 'content-length': String(size) });
      response.write('C2CPACK2');
      return 'handled';
    };
    const want = unknown(server.put('/a', small), { most: size });
    await expect(download(impatientWeb(), want)).rejects.toMatchObject({ code: 'disk-full' });
  });

  test('a cap holds the rate: bytes beyond a second’s worth are waited for', async () => {
    const waited: number[] = [];
    const cap = new Bandwidth(
      1024,
      () => 0,
      async (milliseconds) => {
        waited.push(milliseconds);
      },
    );
    await download(impatientWeb(), wanted(server.put('/a', small), { bandwidth: cap }));
    expect(waited.at(-1)).toBe(1000);
  });
});
