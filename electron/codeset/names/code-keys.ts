import type { System } from '../../contract/codes.ts';
import { systems } from '../../contract/codes.ts';
import type { NameTarget } from './name.ts';

/** The codes of a file, found by how they begin. */
export class CodeKeys {
  readonly #sorted: { name: string; doc: number; gone: boolean }[] = [];
  #isSorted = true;

  /** Codes come in `doc` order. @param gone no edition from some day on holds the code */
  add(system: System, key: string, gone: boolean): void {
    this.#sorted.push({ name: nameOf(system, key), doc: this.#sorted.length, gone });
    this.#isSorted = false;
  }

  /** The codes that begin with `key`, in one piece of the file; null where there is none. */
  span(system: System, key: string): (NameTarget & { gone: boolean }) | null {
    this.#sort();
    const name = nameOf(system, key);
    const from = this.#firstFrom(name);
    const first = this.#sorted[from];
    if (first?.name.startsWith(name) !== true) return null;
    let reach = 1;
    // Both classifications print codes in the order of their characters; a piece ends where a file does not.
    for (
      let next = this.#sorted[from + 1];
      next?.doc === first.doc + reach;
      next = this.#sorted[from + reach]
    ) {
      if (!next.name.startsWith(name)) break;
      reach += 1;
    }
    return { doc: first.doc, reach, gone: first.gone };
  }

  #sort(): void {
    if (this.#isSorted) return;
    this.#sorted.sort((a, b) => (a.name < b.name ? -1 : 1));
    this.#isSorted = true;
  }

  #firstFrom(name: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.name ?? '') < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Systems of one file never share a key but for a few; the place of the system keeps them apart. */
function nameOf(system: System, key: string): string {
  return `${systems.indexOf(system)}${key}`;
}
