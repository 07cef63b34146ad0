import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { endlessMember, memberOf } from './fixtures.ts';
import type { Member } from './importer.ts';
import { expectFlat } from './memory.ts';
import { newReport } from './report.ts';
import type { Sample } from './samples.ts';
import { samples } from './samples.ts';
import { expectTypedEnd } from './whole-way.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-xml-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface XmlFile {
  importer: Sample['importer'];
  name: string;
  /** From the beginning to behind the tag of the root, and the rest. */
  head: string;
  rest: string;
}

const files = samples.flatMap(({ importer, files: contents }): XmlFile[] =>
  Object.entries(contents).flatMap(([name, content]) => {
    const text = content.toString();
    const root = /<ICD10[A-Z]+\.\w+>/.exec(text);
    if (!name.endsWith('.xml') || !root) return [];
    const headEnd = root.index + root[0].length;
    return [{ importer, name, head: text.slice(0, headEnd), rest: text.slice(headEnd) }];
  }),
);
const each = files.map((file) => [file.importer.format, file] as const);

/** A document type behind the XML declaration, where it belongs. */
const withDoctype = ({ head, rest }: XmlFile, doctype: string, put = ''): string =>
  `${head.replace(/^(<\?xml[^>]*>)?/, `$1${doctype}`)}${put}${rest}`;

const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
  '',
);
const documentTypes: readonly (readonly [string, string, string])[] = [
  ['a billion laughs', `<!DOCTYPE x [<!ENTITY l0 "lol">${laughs}]>`, '<a>&l9;</a>'],
  [
    'an entity that grows by squares',
    `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50_000)}">]>`,
    '&a;'.repeat(50_000),
  ],
  ['a file of this computer', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '<a>&f;</a>'],
  ['an address', '<!DOCTYPE x PUBLIC "x" "http://192.0.2.1/x.dtd">', ''],
  ['parameters', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/x"> %p;]>', ''],
  ['nothing', '<!DOCTYPE html>', ''],
];

test('every XML format has its file here', () => {
  expect(files).toHaveLength(8);
});

describe('a document type', () => {
  test.each(documentTypes)('with %s ends the reading', async (_, doctype, put) => {
    for (const file of files) {
      const content = withDoctype(file, doctype, put);
      await expect(read(file, memberOf(file.name, Buffer.from(content)))).rejects.toMatchObject({
        code: 'source-damaged',
        message: expect.stringContaining('document type'),
      });
      expect(await end(file, content)).toBe('passed');
    }
  });
});

const unsound: readonly (readonly [string, (file: XmlFile) => string | Buffer])[] = [
  ['an entity that nobody declares', ({ head, rest }) => `${head}<a>&lol;</a>${rest}`],
  ['a character that XML does not have', ({ head, rest }) => `${head}<a>&#0;&#xD800;</a>${rest}`],
  [
    'elements 10,000 deep',
    ({ head, rest }) => `${head}${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}${rest}`,
  ],
  ['elements that never close', ({ head, rest }) => `${head}${'<a>'.repeat(60)}${rest}`],
  ['a second root', ({ head, rest }) => `${head}${rest}${head}${rest}`],
  [
    'bytes that are no UTF-8',
    ({ head, rest }) => Buffer.from(`${head}<a>\u00ED\u00A0\u0080</a>${rest}`, 'latin1'),
  ],
  ['a cut in the middle', ({ head, rest }) => head + rest.slice(0, rest.length / 2)],
];

describe('XML with', () => {
  test.each(unsound)('%s is refused, and nothing is written', async (_, make) => {
    for (const file of files) {
      const content = make(file);
      await expect(read(file, memberOf(file.name, content))).rejects.toMatchObject({
        code: 'source-damaged',
      });
      expect(['passed', 'source-damaged']).toContain(await end(file, content));
    }
  });

  test.each(['utf16le', 'utf16be'])(
    'all of it in %s is no file of any format, or refused',
    async (encoding) => {
      for (const file of files) {
        const wide = Buffer.from(`\uFEFF${file.head}${file.rest}`, 'utf16le');
        const content = encoding === 'utf16be' ? wide.swap16() : wide;
        expect(await end(file, content)).toBe('passed');
      }
    },
  );
});

/** Without end: what comes first, what is repeated, and what would end it. */
const endless: readonly (readonly [string, string, string])[] = [
  ['a text', '<a>', 'x'],
  ['a text of entities', '<a>', '&lt;'],
  ['white space', '', '\n'],
  ['a CDATA section', '<a><![CDATA[', 'x'],
  ['a comment', '<!--', 'x'],
  ['a processing instruction', '<?x ', 'x'],
  ['an attribute', '<a b="', 'x'],
  ['the name of an element', '<', 'x'],
  ['attributes', '<a ', `b${'1'.repeat(8)}="" `],
  ['a text of the index', '<mainTerm><title>', 'x'],
  ['texts of the index', '<mainTerm><title>', 'x<!-- -->'],
];

describe('200 MB of', { timeout: 60_000 }, () => {
  test.each(endless)('%s are refused without being held', async (_, first, piece) => {
    for (const file of files) {
      await expectFlat(async (look) => {
        const start = Buffer.from(
          file.head +
            (file.rest.includes('<mainTerm>')
              ? first
              : first.replace('<mainTerm><title>', '<section><title>')),
        );
        const block = Buffer.from(piece.repeat(2 ** 16 / piece.length));
        const member = endlessMember(file.name, block, 200 * 2 ** 20, { first: start, look });
        await expect(read(file, member)).rejects.toMatchObject({ code: 'source-damaged' });
      });
    }
  });

  test.each(each)('elements without meaning are passed over: %s', async (_, file) => {
    await expectFlat(async (look) => {
      const block = Buffer.from('<a b="c"/>'.repeat(6000));
      const member = endlessMember(file.name, block, 16 * 2 ** 20, { first: Buffer.from(file.head), look });
      await expect(read(file, member)).rejects.toMatchObject({ code: 'source-damaged' });
    });
  });
});

/** Describes and reads a file to its end. */
async function read({ importer }: XmlFile, member: Member): Promise<void> {
  await importer.describe(member);
  for await (const fact of importer.read([member], newReport()))
    if (!fact.row) throw new AppError('internal', '');
}

async function end({ name }: XmlFile, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return expectTypedEnd(path, folder);
}
