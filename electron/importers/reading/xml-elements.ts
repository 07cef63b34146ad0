import { AppError } from '../../contract/errors.ts';
import type { ImportReport, Member } from '../importer.ts';
import { xmlEvents } from './xml.ts';

/** One element with what lies in it. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of its children; not tidied. */
  text: string;
  children: XmlElement[];
}

/** The largest element read so, a section of the PCS definitions, has 3,000 elements and 150,000 characters. */
const mostElements = 50_000;
const mostText = 1 << 23;

/**
 * Reads the outermost elements of the given names one after the other, each whole; everything else is passed over.
 * `report.line` is near the element's end, not at it: it moves by blocks.
 *
 * @throws AppError `source-damaged` as `xmlEvents` does, and for an element larger than any official one
 */
export async function* elementsOf(
  member: Member,
  report: ImportReport,
  ...names: readonly string[]
): AsyncGenerator<XmlElement> {
  const open: XmlElement[] = [];
  let count = 0;
  let length = 0;
  for await (const event of xmlEvents(member, report)) {
    const parent = open.at(-1);
    if (event.is === 'open') {
      if (!parent && !names.includes(event.name)) continue;
      const element = { name: event.name, attributes: event.attributes, text: '', children: [] };
      count = parent ? count + 1 : 1;
      length = (parent ? length : 0) + lengthOf(event.attributes);
      parent?.children.push(element);
      open.push(element);
    } else if (event.is === 'text') {
      if (parent) parent.text += event.text;
      length += event.text.length;
    } else if (parent) {
      open.pop();
      if (open.length === 0) yield parent;
    }
    if (parent && (count > mostElements || length > mostText)) {
      throw new AppError(
        'source-damaged',
        `${member.name} is not a sound XML file: one of its elements is larger than any official one. Download it again from its publisher.`,
      );
    }
  }
}

function lengthOf(attributes: XmlElement['attributes']): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

/** The children of one name, in their order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
