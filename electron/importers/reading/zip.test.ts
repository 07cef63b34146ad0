import { describe, expect, test } from 'vitest';
import { contentOf, zipOf } from '../fixtures.ts';
import { listZip } from './zip.ts';

const label = 'download.zip';
const text = 'A line of text that repeats itself. '.repeat(50);
const centralMark = Buffer.from('PK\u0001\u0002', 'latin1');

async function readOnly(from: Buffer): Promise<string> {
  const [member] = await listZip({ label, from });
  return contentOf(member);
}

describe('a bad zip', () => {
  test.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('00001 A00     0 Cholera')],
    ['binary garbage', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 89) % 256))],
  ])('%s: source-damaged, and the message names the file', async (_, from) => {
    await expect(listZip({ label, from })).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining(label),
    });
  });

  test('cut off at any place: source-damaged when listed or read', async () => {
    const whole = await zipOf({ 'a.txt': text });
    for (let length = 0; length < whole.length; length += 7) {
      await expect(readOnly(whole.subarray(0, length))).rejects.toMatchObject({ code: 'source-damaged' });
    }
  });

  test('one changed byte in a stored member: its checksum tells', async () => {
    const zip = await zipOf({ 'a.txt': text }, true);
    zip[zip.indexOf('repeats')] = 0x52;
    await expect(readOnly(zip)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('a.txt in download.zip is damaged (its checksum is wrong)'),
    });
  });

  test('one changed byte in a compressed member', async () => {
    const zip = await zipOf({ 'a.txt': text });
    const at = zip.indexOf('a.txt') + 'a.txt'.length + 4;
    zip[at] = (zip[at] ?? 0) ^ 0xff;
    await expect(readOnly(zip)).rejects.toMatchObject({ code: 'source-damaged' });
  });

  test('a member with a password: says what to do', async () => {
    const zip = await zipOf({ 'a.txt': text });
    const central = zip.indexOf(centralMark);
    zip.writeUInt16LE(zip.readUInt16LE(central + 8) | 1, central + 8);
    await expect(readOnly(zip)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('password'),
    });
  });

  test('a compression method that is not deflate', async () => {
    const zip = await zipOf({ 'a.txt': text });
    zip.writeUInt16LE(9, zip.indexOf(centralMark) + 10);
    await expect(readOnly(zip)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('method 9'),
    });
  });

  test.each([1, text.length - 1, text.length + 1, 50_000])(
    'declares %i bytes and holds others',
    async (size) => {
      const zip = await zipOf({ 'a.txt': text });
      zip.writeUInt32LE(size, zip.indexOf(centralMark) + 24);
      await expect(readOnly(zip)).rejects.toMatchObject({ code: 'source-damaged' });
    },
  );

  test.each([2 ** 31 + 1, 2 ** 32 - 2])('a bomb of %i bytes is refused before it is opened', async (size) => {
    const zip = await zipOf({ 'a.txt': text });
    zip.writeUInt32LE(size, zip.indexOf(centralMark) + 24);
    await expect(readOnly(zip)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining(`${size} bytes`),
    });
  });

  test('more than any source holds, though it would pack that well', async () => {
    const zip = await zipOf({ 'a.txt': text });
    zip.writeUInt32LE(2 ** 31 - 1, zip.indexOf(centralMark) + 20);
    zip.writeUInt32LE(2 ** 31 + 1, zip.indexOf(centralMark) + 24);
    await expect(readOnly(zip)).rejects.toMatchObject({
      code: 'source-damaged',
      message: expect.stringContaining('claims to unpack'),
    });
  });

  test('a real bomb: zeros that pack a thousandfold', async () => {
    await expect(readOnly(await zipOf({ 'a.txt': Buffer.alloc(20 * 2 ** 20) }))).rejects.toMatchObject({
      code: 'source-damaged',
    });
  });
});

describe('a good zip', () => {
  test('lists files in name order and reads them, more than once', async () => {
    const members = await listZip({
      label,
      from: await zipOf({ 'b/z.txt': 'z', 'a.txt': text, 'b/c.txt': 'c' }),
    });
    expect(members.map(({ name, size }) => [name, size])).toEqual([
      ['a.txt', text.length],
      ['b/c.txt', 1],
      ['b/z.txt', 1],
    ]);
    for (let time = 0; time < 2; time += 1) {
      expect(await contentOf(members[0])).toBe(text);
    }
  });

  test('names that climb out of the folder become harmless', async () => {
    const zip = await zipOf({ 'xx/xx/passwd': text, yyysystem32: text });
    const renamed = zip
      .toString('latin1')
      .replaceAll('xx/xx/passwd', '../../passwd')
      .replaceAll('yyysystem32', 'C:\\system32');
    const members = await listZip({ label, from: Buffer.from(renamed, 'latin1') });
    expect(members.map(({ name }) => name)).toEqual(['passwd', 'system32']);
  });

  test('a stream left early ends without a complaint', async () => {
    const [member] = await listZip({ label, from: await zipOf({ 'a.txt': text.repeat(5000) }, true) });
    const stream = await member?.open();
    for await (const chunk of stream ?? []) {
      expect(chunk).toBeDefined();
      break;
    }
    expect(stream?.destroyed).toBe(true);
  });
});
