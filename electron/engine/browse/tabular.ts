import { displayCode } from '../../codeset/code-format.ts';
import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import { wordsOf } from '../../codeset/words.ts';
import type { BrowseEntry, Step } from '../../contract/browse.ts';
import { targetOn } from '../indexes/targets.ts';
import type { Answering } from '../answering.ts';
import type { Chapters } from '../pages/chapters.ts';
import type { Wanted } from './entries.ts';

/** A chapter or section: a range of categories. */
interface Part {
  id: string;
  title: string;
  first: string;
  last: string;
}

const system = 'icd10cm';
const chapterName = /^chapter-(?<number>\d+)$/;
/** More categories than any chapter has. */
const mostCategories = 1000;

/** The Tabular List: chapters, sections where the list itself is held, categories, codes. */
export class Tabular {
  readonly #set: CodeSet;
  readonly #chapters: readonly Part[];
  readonly #sections: readonly Part[];

  constructor(set: CodeSet, chapters: Chapters, list: Answering | undefined) {
    this.#set = set;
    this.#chapters = chapters.all.map(({ number, first, last, title }) => ({
      id: `chapter-${number}`,
      title: `Chapter ${number}: ${title} (${first}–${last})`,
      first,
      last,
    }));
    const rows = list ? set.facts.rows('tabularPart', { release: list.release, level: 'section' }) : [];
    const seen = new Set(chapters.all.map(({ first, last }) => `${first}-${last}`));
    this.#sections = rows
      // A section that is all of its chapter, or of another section, says nothing of its own.
      .filter(({ first, last }) => !seen.has(`${first}-${last}`) && seen.add(`${first}-${last}`))
      .map(({ id, first, last, title }) => ({
        id: `section-${id}`,
        title: `${title} (${id.replace('-', '–')})`,
        first,
        last,
      }))
      // A section that runs over others comes before them.
      .toSorted((a, b) => compare(a.first, b.first) || compare(b.last, a.last));
  }

  /** The level below a chapter, section or code; null for the chapters. Undefined where there is no such place. */
  below(
    under: string | null,
    { from, limit, date }: Wanted,
  ): { total: number; rows: BrowseEntry[] } | undefined {
    if (under === null) return this.#page(this.#chapters, [], { from, limit, date });
    const part = this.#part(under);
    if (part) {
      const sections = this.#sectionsIn(part);
      return this.#page(sections, this.#categoriesIn(part, sections), { from, limit, date });
    }
    const code = this.#code(under);
    if (!code) return undefined;
    const total = this.#set.childCount(code.doc);
    const children = this.#set.children(code.doc, from + limit).slice(from);
    return { total, rows: children.map((child) => this.#entry(child, date)) };
  }

  /** From the chapter down; empty where there is no such place. */
  pathTo(id: string): Step[] {
    const part = this.#part(id);
    const code = part ? undefined : this.#code(id);
    if (!part && !code) return [];
    const line: string[] = [];
    for (let at = code; at; at = at.parent === null ? undefined : this.#set.code(at.parent)) {
      line.unshift(at.key);
    }
    const category = line[0] ?? part?.first ?? '';
    const parts = [...this.#chapters, ...this.#sections].filter(
      ({ first, last }) => first <= category.slice(0, 3) && category.slice(0, 3) <= last,
    );
    const above = part ? parts.slice(0, parts.findIndex((one) => one.id === part.id) + 1) : parts;
    const path: Step[] = [];
    for (const { id: step, title } of above) this.#add(path, step, title);
    for (const key of line) this.#add(path, key, displayCode(system, key));
    return path;
  }

  /** The place that typed text names: the beginning of a code, or words of a chapter or section. */
  find(text: string): { path: Step[]; isFound: boolean } {
    const key = text.replaceAll(/[.\s–-]/g, '').toUpperCase();
    if (/^[A-Z]\d[0-9A-Z]*$/.test(key)) {
      for (let length = key.length; length >= 3; length -= 1) {
        const start = key.slice(0, length);
        const code = this.#code(start) ?? this.#set.codesByPrefix(start, [system], 1)[0];
        if (code) return { path: this.pathTo(code.key), isFound: length === key.length };
      }
    }
    if (/^[A-Z]\d?$/.test(key)) {
      const [code] = this.#set.codesByPrefix(key, [system], 1);
      if (code) return { path: this.pathTo(code.key), isFound: true };
    }
    const words = wordsOf(text).map(({ word }) => word);
    const named = [...this.#chapters, ...this.#sections].find(({ title }) => {
      const own = wordsOf(title).map(({ word }) => word);
      return words.length > 0 && words.every((word) => own.some((one) => one.startsWith(word)));
    });
    return { path: named ? this.pathTo(named.id) : [], isFound: named !== undefined };
  }

  #add(path: Step[], id: string, title: string): void {
    const index = this.#placeOf(id, path.at(-1)?.id ?? null);
    path.push({ id, index, title });
  }

  /** Place of an entry below another. */
  #placeOf(id: string, under: string | null): number {
    if (under === null) return this.#chapters.findIndex((chapter) => chapter.id === id);
    const part = this.#part(under);
    if (!part) {
      const above = this.#code(under);
      const own = this.#code(id);
      const siblings = above ? this.#set.children(above.doc, this.#set.childCount(above.doc)) : [];
      return siblings.findIndex(({ doc }) => doc === own?.doc);
    }
    const sections = this.#sectionsIn(part);
    const at = sections.findIndex((section) => section.id === id);
    if (at >= 0) return at;
    return sections.length + this.#categoriesIn(part, sections).findIndex(({ key }) => key === id);
  }

  #page(
    parts: readonly Part[],
    codes: readonly StoredCode[],
    { from, limit, date }: Wanted,
  ): { total: number; rows: BrowseEntry[] } {
    const rows = [...parts, ...codes].slice(from, from + limit);
    return {
      total: parts.length + codes.length,
      rows: rows.map((row) => ('doc' in row ? this.#entry(row, date) : this.#partEntry(row))),
    };
  }

  #partEntry(part: Part): BrowseEntry {
    const sections = this.#sectionsIn(part);
    return {
      ...plain,
      id: part.id,
      title: part.title,
      children: sections.length + this.#categoriesIn(part, sections).length,
    };
  }

  #entry(code: StoredCode, date: string): BrowseEntry {
    return {
      ...plain,
      id: code.key,
      title: code.title,
      code: targetOn(this.#set, system, code.key, date),
      children: this.#set.childCount(code.doc),
    };
  }

  #part(id: string): Part | undefined {
    const list = chapterName.test(id) ? this.#chapters : this.#sections;
    return list.find((part) => part.id === id);
  }

  #code(key: string): StoredCode | undefined {
    return this.#set.codesByKey(key).find((code) => code.system === system);
  }

  /** Sections of a chapter or section that lie in no other one of it. */
  #sectionsIn(part: Part): Part[] {
    const inside = this.#sections.filter((section) => contains(part, section));
    return inside.filter((section) => !inside.some((other) => contains(other, section)));
  }

  /** Categories of a chapter or section that lie in none of its sections. */
  #categoriesIn({ first, last }: Part, sections: readonly Part[]): StoredCode[] {
    return this.#set
      .codesInRange(first, last, [system], mostCategories)
      .filter(({ key }) => !sections.some((section) => section.first <= key && key <= section.last));
  }
}

const plain = { nonessential: [], code: null, manifestation: null, references: [] };

function contains(outer: Part, inner: Part): boolean {
  const same = outer.first === inner.first && outer.last === inner.last;
  return !same && outer.first <= inner.first && inner.last <= outer.last;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
