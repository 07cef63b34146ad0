import { SaxesParser } from 'saxes';
import { AppError } from '../../contract/errors.ts';
import type { ImportReport, Member } from '../importer.ts';

/** What an XML file says, in its order. Names are as written, without namespaces. */
export type XmlEvent =
  | { is: 'open'; name: string; attributes: Readonly<Record<string, string>> }
  | { is: 'text'; text: string }
  | { is: 'close'; name: string };

/** Official files nest their indexes nine deep. */
const deepest = 64;
/** The longest note of the Tabular List has 3,000 characters. */
const longestText = 1 << 18;

/**
 * Reads an XML file as a stream of events, holding one block of it. A document type declaration is refused: the
 * official files have none, and it is where entities that expand without end are declared.
 *
 * @throws AppError `source-damaged` when it is no well-formed XML, is not in UTF-8, or nests or runs on too far
 */
export async function* xmlEvents(member: Member, report: ImportReport): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser({ fileName: member.name, xmlns: false as const });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let events: { event: XmlEvent; line: number }[] = [];
  const say = (event: XmlEvent): void => {
    events.push({ event, line: parser.line });
  };
  let depth = 0;
  parser.on('error', (error) => {
    throw damaged(member, error.message);
  });
  parser.on('doctype', () => {
    throw damaged(member, 'it declares a document type, which no official file does');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > deepest) throw damaged(member, `its elements nest more than ${deepest} deep`);
    say({ is: 'open', name, attributes });
  });
  parser.on('text', (text) => {
    if (text.length > longestText) throw damaged(member, 'a text in it is longer than any official one');
    say({ is: 'text', text });
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    say({ is: 'close', name });
  });
  const stream = await member.open();
  let bytes = 0;
  let pending = 0;
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A source file gives bytes.');
      bytes += chunk.length;
      report.done = Math.min(1, bytes / Math.max(1, member.size));
      parser.write(decode(decoder, member, chunk));
      // A text without end produces no event; it must not gather in the parser either.
      pending = events.length > 0 ? 0 : pending + chunk.length;
      if (pending > longestText * 4) throw damaged(member, 'a text in it is longer than any official one');
      for (const { event, line } of events) {
        report.line = line;
        yield event;
      }
      events = [];
    }
    parser.write(decode(decoder, member, null));
    parser.close();
    for (const { event } of events) yield event;
  } finally {
    stream.destroy();
  }
}

function decode(decoder: TextDecoder, member: Member, chunk: Buffer | null): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    throw damaged(member, 'it is not in UTF-8', error);
  }
}

/** The name of the first element in the head of a file, or null where it is no XML. */
export function rootElement(head: Buffer): string | null {
  const text = head.toString('latin1', 0, 4096).replace(/^\u00EF\u00BB\u00BF/, '');
  if (!/^\s*</.test(text)) return null;
  return /<([A-Za-z_][\w.-]*)[\s/>]/.exec(text.replaceAll(/<[?!][^>]*>/g, ''))?.[1] ?? null;
}

function damaged(member: Member, why: string, cause?: unknown): AppError {
  return new AppError(
    'source-damaged',
    `${member.name} is not a sound XML file: ${why}. Download it again from its publisher.`,
    { cause },
  );
}
