import type { Node, TermTree } from './term-tree.ts';
import { folded } from './term-tree.ts';

/** Words that head a group of terms; a reference often leaves them out. */
const joining = /^(?:with|without|due to|in|by|for|from|of|to|on|type|associated with|secondary to)\b/;
/** Levels looked through for one text, at most: a title that repeats its words must not multiply the work. */
const mostLevels = 120;
/** Terms of one level that are followed further. */
const mostFollowed = 6;

export interface Found {
  path: Node[];
  /** Letters of the text that the path accounts for. */
  matched: number;
  /** True where the last word may be cut short: it is the beginning of one. */
  isWhole: boolean;
}

interface Step {
  node: Node;
  used: number;
  /** By the beginning of the title, not by another name of it. */
  isFirst: boolean;
  isWhole: boolean;
}

/**
 * The term that a text names, level by level: "Fracture, tarsal, navicular", "diab type 2 kid". As many words as
 * possible are used; those beyond what the book has ("by site") are left.
 *
 * @param isTyped the last word may be cut short
 */
export function findTerm(tree: TermTree, text: string, isTyped: boolean): Found | null {
  const words = foldedParts(text, !isTyped);
  if (words === '') return null;
  const found = findIn(tree, words, isTyped);
  // A last word that is whole may be a plural.
  return found || !isTyped ? found : findIn(tree, foldedParts(text, true), true);
}

function findIn(tree: TermTree, words: string, isTyped: boolean): Found | null {
  const search = new Search(tree, isTyped);
  const found = search.below(null, words, 0);
  const [only, another] = tree.below(null);
  // A table of one main term ("Neoplasm") is looked up by the terms under it.
  if (found || !only || another) return found;
  const inside = search.below(only.id, words, 1);
  return inside && { ...inside, path: [only, ...inside.path] };
}

/** Where a text would stand among the main terms: the last one before it in the alphabet. */
export function nearestMainTerm(tree: TermTree, text: string): Node[] {
  const words = folded(text, false);
  const roots = tree.below(null);
  const [only, another] = roots;
  const list = only && !another ? tree.below(only.id) : roots;
  const compare = new Intl.Collator('en').compare;
  // The order of print has its own ways, so the nearest by letters is looked for among all.
  let nearest: Node | undefined;
  for (const node of list) {
    const [way = ''] = node.ways;
    if (compare(way, words) > 0) continue;
    if (!nearest || compare(way, nearest.ways[0] ?? '') >= 0) nearest = node;
  }
  nearest ??= list[0];
  if (!nearest) return [];
  return only && !another ? [only, nearest] : [nearest];
}

/** Folded words with the commas between them: "fracture,tarsal,third degree". Parentheses change nothing. */
function foldedParts(text: string, lastIsWhole: boolean): string {
  const parts = text.replaceAll(/\([^)]*\)?/g, ' ').split(/[,;]/);
  return parts
    .map((part, at) => folded(part, lastIsWhole || at < parts.length - 1))
    .filter((part) => part !== '')
    .join(',');
}

class Search {
  readonly #tree: TermTree;
  readonly #isTyped: boolean;
  #levels = 0;

  constructor(tree: TermTree, isTyped: boolean) {
    this.#tree = tree;
    this.#isTyped = isTyped;
  }

  below(parent: number | null, words: string, depth: number): Found | null {
    this.#levels += 1;
    if (this.#levels > mostLevels) return null;
    const nodes = this.#tree.below(parent);
    const steps = nodes.flatMap((node) => this.#match(node, words) ?? []);
    let best: Found | null = null;
    for (const { node, used, isWhole } of steps.toSorted(byUse).slice(0, mostFollowed)) {
      const rest = words.slice(used).replace(/^[ ,]/, '');
      const further = rest === '' ? null : this.below(node.id, rest, depth + 1);
      const found = {
        path: [node, ...(further?.path ?? [])],
        matched: used + (further?.matched ?? 0),
        isWhole: further ? further.isWhole : isWhole,
      };
      if (!best || found.matched > best.matched) best = found;
      if (best.matched >= words.length - 1 && rest === '') break;
    }
    if (best || depth === 0) return best;
    for (const node of nodes) {
      const [way = ''] = node.ways;
      if (!joining.test(way)) continue;
      const inside = this.below(node.id, words, depth + 1);
      if (inside && (!best || inside.matched > best.matched)) {
        best = { ...inside, path: [node, ...inside.path] };
      }
    }
    return best;
  }

  /** How many letters of the words a title takes up; null where it takes none. */
  #match(node: Node, words: string): Step | null {
    const steps = node.ways.map((way, at) => {
      const used = this.#used(way, words);
      return { node, used, isFirst: at === 0, isWhole: used === way.length };
    });
    return steps.filter(({ used }) => used > 0).toSorted(byUse)[0] ?? null;
  }

  #used(way: string, text: string): number {
    const words = text.replaceAll(',', ' ');
    if (words === way || words.startsWith(`${way} `)) return way.length;
    // The text ends inside this title: "third" of "third degree".
    if (way.startsWith(this.#isTyped ? words : `${words} `)) return words.length;
    // What stands before a comma names this title in short: "carpal" of "carpal bone(s)".
    const comma = text.indexOf(',');
    return comma > 0 && way.startsWith(`${text.slice(0, comma)} `) ? comma : 0;
  }
}

/** The longest first; of equals the title's beginning, then a whole name, then the order of print. */
function byUse(a: Step, b: Step): number {
  return (
    b.used - a.used ||
    Number(b.isFirst) - Number(a.isFirst) ||
    Number(b.isWhole) - Number(a.isWhole) ||
    a.node.index - b.node.index
  );
}
