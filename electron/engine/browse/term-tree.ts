import type { FactRow } from '../../codeset/facts.ts';
import { wordsOf } from '../../codeset/words.ts';
import type { Answering } from '../answering.ts';
import type { TermBook } from './books.ts';
import { termBooks } from './books.ts';

/** A term as it is looked for by words. */
export interface Node {
  id: number;
  /** Place among the terms of its level. */
  index: number;
  title: string;
  /** Each way to begin the title, folded: "diabetes", "diabetes diabetic", "diabetic". */
  ways: readonly string[];
}

type Columns = Pick<FactRow<'indexTerm'>, 'id' | 'title'>;

/** What was read of a release. */
interface Kept {
  levels: Map<number | null, readonly Node[]>;
  /** Every way to begin a main term. */
  mains: Set<string> | null;
}

/** Levels of terms kept for the next look-up by words; the main terms stay besides. */
const mostKept = 400;

/** The terms of one release of a book, level by level. */
export class TermTree {
  readonly book: TermBook;
  readonly speaks: Answering;
  readonly #kept: Kept;

  constructor(book: TermBook, speaks: Answering, kept: Kept = { levels: new Map(), mains: null }) {
    this.book = book;
    this.speaks = speaks;
    this.#kept = kept;
  }

  /** The same terms as they answer for another date. */
  speakingAs(speaks: Answering): TermTree {
    return new TermTree(this.book, speaks, this.#kept);
  }

  /** All terms one level below; null for the main terms. */
  below(parent: number | null): readonly Node[] {
    const { levels } = this.#kept;
    const kept = levels.get(parent);
    if (kept) return kept;
    const { table } = termBooks[this.book];
    const columns = ['id', 'title'] as const;
    const rows: Columns[] = this.#facts.columns(table, columns, { ...this.#where, parent });
    const nodes = rows.map(({ id, title }, index) => ({ id, index, title, ways: waysOf(title) }));
    if (levels.size > mostKept) {
      const roots = levels.get(null);
      levels.clear();
      if (roots) levels.set(null, roots);
    }
    levels.set(parent, nodes);
    return nodes;
  }

  countBelow(parent: number | null): number {
    return this.#facts.count(termBooks[this.book].table, { ...this.#where, parent });
  }

  /** True where a text begins with the words of a main term. */
  hasMainTerm(text: string): boolean {
    this.#kept.mains ??= new Set(this.below(null).flatMap(({ ways }) => ways));
    const words = folded(text, true).split(' ');
    for (let length = words.length; length > 0; length -= 1) {
      if (this.#kept.mains.has(words.slice(0, length).join(' '))) return true;
    }
    return false;
  }

  /** From the main term down to a term; empty where the release has none of that number. */
  pathTo(id: number): Node[] {
    const path: Node[] = [];
    let row = this.#row(id);
    while (row) {
      const { parent, title } = row;
      const upTo = { ...this.#where, parent, id: { atMost: row.id } };
      const index = this.#facts.count(termBooks[this.book].table, upTo) - 1;
      path.unshift({ id: row.id, index, title, ways: [] });
      // A term comes after the one above it: a file in which one does not must not lead round in a circle.
      row = parent !== null && parent < row.id ? this.#row(parent) : undefined;
    }
    return path;
  }

  #row(id: number): Pick<FactRow<'indexTerm'>, 'id' | 'title' | 'parent'> | undefined {
    if (!Number.isSafeInteger(id)) return undefined;
    const columns = ['id', 'title', 'parent'] as const;
    return this.#facts.columns(termBooks[this.book].table, columns, { ...this.#where, id }, 1)[0];
  }

  /** The term with these titles, from the main term down; as far as this release has them. */
  pathBy(titles: readonly string[]): Node[] {
    const path: Node[] = [];
    for (const title of titles) {
      const node = this.below(path.at(-1)?.id ?? null).find((one) => one.title === title);
      if (!node) break;
      path.push(node);
    }
    return path;
  }

  get #facts() {
    return this.speaks.set.facts;
  }

  get #where() {
    return { release: this.speaks.release, book: termBooks[this.book].name };
  }
}

/** A title names its term in several ways, between commas: "Abscess, traumatic", "Abdomen, abdominal". */
function waysOf(title: string): string[] {
  const parts = title.split(/[,;]/).map((part) => folded(part, true));
  const joined = parts.map((_part, at) => parts.slice(0, at + 1).join(' '));
  return [...new Set([...joined, ...parts])].filter((way) => way !== '');
}

/**
 * Words as they are compared, with one blank between: "Fractures" is "fracture".
 *
 * @param lastIsWhole false where the last word may be cut short, so that its last letter must stay
 */
export function folded(text: string, lastIsWhole: boolean): string {
  return wordsOf(text)
    .map(({ word }, at, words) => (lastIsWhole || at < words.length - 1 ? singular(word) : word))
    .join(' ');
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}
