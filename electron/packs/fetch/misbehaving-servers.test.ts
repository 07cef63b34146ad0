import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
import type { Download } from './download.ts';
import { download } from './download.ts';
import { zipForm } from './form.ts';

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

describe('the server lies or errs', () => {
  const refuses = async (code: string, want: Download): Promise<void> => {
    mkdirSync(join(folder(), 'in'), { recursive: true });
    writeFileSync(target(), 'the old file');
    await expect(download(impatientWeb(), want)).rejects.toMatchObject({ code });
    expect(there().toString()).toBe('the old file');
  };

  test('it ignores the part asked for and sends all: begun again, right', async () => {
    server.behave = does.ignoresRange(small);
    await download(impatientWeb(), wanted(server.put('/a', small)));
    expect(there()).toEqual(small);
  });

  test.each(['bytes 0-1023/2048', 'bytes 1024-2047/9999', 'bytes 1024-4000/2048', 'bytes 5', 'lines 1-2/3'])(
    'it sends another part than asked for, once: %s',
    async (range) => {
      server.behave = does.wrongRange(range, 1);
      await download(impatientWeb(), unknown(server.put('/a', small)));
      expect(there()).toEqual(small);
    },
  );

  test('it joins bytes of another file: the hash tells, and all is fetched anew', async () => {
    const other = Buffer.from(small.map((byte) => byte ^ 1));
    server.behave = ({ count, reply, response, asked }) => {
      if (count === 0) return does.cutEvery(1000)({ asked, count, reply, response });
      return reply.status === 206 ? { ...reply, body: other.subarray(1000) } : reply;
    };
    await download(impatientWeb(), wanted(server.put('/a', small)));
    expect(there()).toEqual(small);
    expect(server.asked.map(({ range }) => range)).toEqual([null, 'bytes=1000-', null]);
  });

  test('the file changes between two parts: only the new one is kept', async () => {
    const changed = Buffer.concat([Buffer.from('C2CPACK2'), Buffer.alloc(3000, 7)]);
    const address = server.put('/a', small);
    server.behave = ({ count, reply, response, asked }) => {
      if (count > 0) return reply;
      server.put('/a', changed);
      return does.cutEvery(1000)({ asked, count, reply, response });
    };
    await download(impatientWeb(), unknown(address));
    expect(there()).toEqual(changed);
  });

  test('without a name for the version and without a hash nothing is joined', async () => {
    server.behave = does.cutOnce(1000);
    const address = server.put('/a', small, { etag: 'W/"weak"', lastModified: null });
    await download(impatientWeb(), unknown(address));
    expect(server.asked.map(({ range }) => range)).toEqual([null, null]);
    expect(there()).toEqual(small);
  });

  test.each([
    ['another date', { 'last-modified': 'Wed, 02 Sep 2026 12:00:00 GMT' }, { etag: null }],
    ['no date', { 'last-modified': null }, { etag: null }],
    ['another tag', { etag: '"another"' }, {}],
    ['no tag', { etag: null }, {}],
  ])(
    'it ignores the condition and names %s for the part of another version: nothing is joined',
    async (_what, names, fields) => {
      const other = Buffer.from(small.map((byte, at) => (at < 8 ? byte : byte ^ 1)));
      const address = server.put('/a', small, fields);
      server.behave = ({ count, reply, response, asked }) => {
        if (count === 0) return does.cutEvery(1000)({ asked, count, reply, response });
        if (reply.status !== 206) return { ...reply, body: other };
        const headers: Record<string, string> = { ...reply.headers };
        for (const [name, value] of Object.entries(names)) {
          if (value === null) delete headers[name];
          else headers[name] = value;
        }
        return { ...reply, headers, body: other.subarray(1000) };
      };
      await download(impatientWeb(), unknown(address));
      expect(there().equals(other)).toBe(true);
      expect(server.asked.map(({ range }) => range)).toEqual([null, 'bytes=1000-', null]);
    },
  );

  test('it never says how long the file is: a part of it is not gone on from', async () => {
    const address = server.put('/a', small);
    server.behave = ({ count, reply, response }) => {
      if (count === 0) {
        response.writeHead(200, reply.headers);
        response.write(reply.body.subarray(0, 1000), () => setTimeout(() => response.destroy(), 20));
        return 'handled';
      }
      if (reply.status !== 206) return reply;
      const headers = { ...reply.headers, 'content-range': `bytes 1000-1499/*` };
      return { ...reply, headers, body: reply.body.subarray(0, 500) };
    };
    await download(impatientWeb(), unknown(address));
    expect(there()).toEqual(small);
    expect(server.asked.map(({ range }) => range)).toEqual([null, 'bytes=1000-', null]);
  });

  test('it sends more than is accepted, in pieces: what was thrown away is not gone on from', async () => {
    const address = server.put('/a', small);
    server.behave = ({ reply, response }) => {
      response.writeHead(reply.status, reply.headers);
      response.write(reply.body.subarray(0, 1000), () => {
        setTimeout(() => response.end(reply.body.subarray(1000)), 50);
      });
      return 'handled';
    };
    await refuses('download-damaged', unknown(address, { most: 1500 }));
    expect(readdirSync(join(folder(), 'in'))).toEqual(['file.c2cpack']);
  });

  test('it says more bytes than it has', async () => {
    server.behave = does.liesAboutLength(5000);
    await download(impatientWeb(), unknown(server.put('/a', small)));
    expect(there()).toEqual(small);
  });

  test('it says fewer bytes than it has: half a zip is no zip', async () => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(500), emptyZip]);
    server.behave = does.liesAboutLength(300);
    await refuses('download-damaged', unknown(server.put('/a', zip), { form: zipForm }));
    server.behave = ({ reply }) => reply;
    await download(impatientWeb(), unknown(server.put('/a', zip), { form: zipForm }));
    expect(there()).toEqual(zip);
  });

  test.each([
    ['another size than promised', { size: 2047 }],
    ['another content than promised', { sha256: hashOf(emptyZip) }],
    ['more than is accepted', { most: 2000 }],
  ])('it has %s', async (_what, fields) => {
    await refuses('download-damaged', wanted(server.put('/a', small), fields));
    expect(readdirSync(join(folder(), 'in'))).toEqual(['file.c2cpack']);
  });

  test('it never ends', async () => {
    server.behave = ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/zip' });
      const send = (): void => {
        if (response.destroyed) return;
        response.write(Buffer.alloc(64 << 10, small), send);
      };
      send();
      return 'handled';
    };
    await refuses('download-damaged', unknown(server.put('/a', small)));
    expect(server.asked).toHaveLength(1);
  });

  test.each(['text/html; charset=utf-8', 'application/zip'])(
    'it sends a page in place of the file (%s)',
    async (type) => {
      server.behave = does.sendsPage(type);
      await refuses('network-refused', wanted(server.put('/a', small)));
      expect(readdirSync(join(folder(), 'in'))).toEqual(['file.c2cpack']);
    },
  );

  test.each([404, 410, 401, 403, 400, 451])('it answers %i: asked once, and said', async (status) => {
    server.behave = does.failsFirst(99, status);
    await refuses('network-refused', wanted(server.put('/a', small)));
    expect(server.asked).toHaveLength(1);
  });

  test.each([429, 500, 502, 503, 504, 408])('it answers %i twice, then gives the file', async (status) => {
    server.behave = does.failsFirst(2, status);
    const parts = impatientWeb();
    await download(parts, wanted(server.put('/a', small)));
    expect(there()).toEqual(small);
    expect(parts.waits).toHaveLength(2);
  });

  test('it asks for patience: as long as it asks, in seconds or until a date', async () => {
    const parts = impatientWeb();
    server.behave = ({ count, reply }) => {
      if (count === 0) return { status: 429, headers: { 'retry-after': '7' }, body: Buffer.alloc(0) };
      const date = new Date(parts.now() + 20_000).toUTCString();
      return count === 1 ? { status: 503, headers: { 'retry-after': date }, body: Buffer.alloc(0) } : reply;
    };
    await download(parts, wanted(server.put('/a', small)));
    expect(parts.waits).toEqual([7000, 20_000]);
  });

  test('it asks for more patience than anybody has: said, not waited', async () => {
    server.behave = does.failsFirst(9, 503, { 'retry-after': '3600' });
    const parts = impatientWeb();
    await expect(download(parts, wanted(server.put('/a', small)))).rejects.toMatchObject({
      code: 'network-refused',
      message: expect.stringContaining('60 minutes'),
    });
    expect(parts.waits).toEqual([]);
  });

  test('it does not answer, or falls silent half-way: tried again, then said', async () => {
    const address = server.put('/a', small);
    server.behave = does.hangs;
    await refuses('network-down', wanted(address));
    server.behave = does.fallsSilent(700);
    await download(impatientWeb(100), wanted(address));
    expect(there()).toEqual(small);
  });
});

describe('only where it may', () => {
  test('a redirect within the rules is followed', async () => {
    server.put('/real', small);
    server.behave = does.redirects('/a', '/real');
    const got = await download(impatientWeb(), wanted(server.address('/a')));
    expect(got).toMatchObject({ address: server.address('/real') });
  });

  test.each([
    ['http://www.cms.gov/files/zip/a.zip', 'over http'],
    ['https://elsewhere.example/a.zip', 'not among the places allowed'],
    ['https://user:secret@elsewhere.example/', 'name or password'],
    ['file:///etc/passwd', 'over file'],
    ['javascript:alert(1)', 'over javascript'],
  ])('a redirect to %s is not', async (location, why) => {
    server.behave = does.redirects('/a', location);
    await expect(download(impatientWeb(), wanted(server.address('/a')))).rejects.toMatchObject({
      code: 'network-refused',
      message: expect.stringContaining(why),
    });
  });

  test('nor is a ring of redirects', async () => {
    server.behave = does.redirects('/a', '/a');
    await expect(download(impatientWeb(), wanted(server.address('/a')))).rejects.toMatchObject({
      code: 'network-refused',
    });
    expect(server.asked.length).toBeLessThan(10);
  });

  test('plain http is refused unless a test allows this computer, before anything is asked', async () => {
    const rules = { hosts: [server.host] };
    const want = wanted(server.put('/a', small), { rules });
    await expect(download(impatientWeb(), want)).rejects.toMatchObject({ code: 'network-refused' });
    expect(server.asked).toEqual([]);
  });

  test('a certificate that nobody vouches for is refused at once', async () => {
    const secure = await FileServer.start('https');
    try {
      const want = wanted(secure.put('/a', small), { rules: { hosts: [secure.host] } });
      const parts = impatientWeb();
      await expect(download(parts, want)).rejects.toMatchObject({
        code: 'network-refused',
        message: expect.stringContaining('not trusted'),
      });
      expect(parts.waits).toEqual([]);
    } finally {
      await secure.close();
    }
  });
});
