import type { CodeSet } from '../../codeset/reader.ts';
import { wordsOf } from '../../codeset/words.ts';
import type { BrowseEntry, Step } from '../../contract/browse.ts';
import type { System } from '../../contract/codes.ts';
import { targetOn } from '../indexes/targets.ts';
import type { Wanted } from './entries.ts';
import { hcpcsLetters } from './hcpcs-letters.ts';

/** A section of HCPCS: the codes of a letter, or the modifiers. */
interface Section {
  id: string;
  title: string;
  system: System;
  prefix: string;
  codes: number;
}

/** HCPCS Level II by letter, then code by code; its modifiers last. */
export class Supplies {
  readonly #set: CodeSet;
  readonly #sections: readonly Section[];

  constructor(set: CodeSet) {
    this.#set = set;
    const count = (prefix: string, system: System): number =>
      set.countByPrefix(prefix).find((one) => one.system === system)?.codes ?? 0;
    const letters = Object.entries(hcpcsLetters).map(([letter, words]) => ({
      id: letter,
      title: `${letter}: ${words}`,
      system: 'hcpcs' as const,
      prefix: letter,
      codes: count(letter, 'hcpcs'),
    }));
    const modifiers = { id: 'modifiers', title: 'Modifiers', system: 'modifier' as const, prefix: '' };
    this.#sections = [...letters, { ...modifiers, codes: count('', 'modifier') }].filter(
      ({ codes }) => codes > 0,
    );
  }

  /** The level below a section; null for the sections. Undefined where there is no such place. */
  below(
    under: string | null,
    { from, limit, date }: Wanted,
  ): { total: number; rows: BrowseEntry[] } | undefined {
    if (under === null) {
      const rows = this.#sections.slice(from, from + limit);
      return {
        total: this.#sections.length,
        rows: rows.map(({ id, title, codes }) => ({ ...plain, id, title, code: null, children: codes })),
      };
    }
    const section = this.#sections.find(({ id }) => id === under);
    if (!section) return undefined;
    const { prefix, system, codes } = section;
    const rows = this.#set.codesByPrefix(prefix, [system], limit, from);
    return {
      total: codes,
      rows: rows.map(({ key, title }) => ({
        ...plain,
        id: `${section.id}/${key}`,
        title,
        code: targetOn(this.#set, system, key, date),
        children: 0,
      })),
    };
  }

  pathTo(id: string): Step[] {
    const [name = '', key] = id.split('/');
    const index = this.#sections.findIndex((section) => section.id === name);
    const section = this.#sections[index];
    if (!section) return [];
    const step = { id: name, index, title: section.title };
    if (key === undefined) return [step];
    const before = this.#set.codesByPrefix(section.prefix, [section.system], section.codes);
    const place = before.findIndex((code) => code.key === key);
    return place < 0 ? [step] : [step, { id, index: place, title: key }];
  }

  /** The place that typed text names: the beginning of a code, or words of a section. */
  find(text: string): { path: Step[]; isFound: boolean } {
    const key = text.trim().toUpperCase();
    const section = this.#sections.find(({ prefix }) => prefix !== '' && key.startsWith(prefix));
    if (section && /^[A-Z]\d*$/.test(key)) {
      if (key === section.prefix) return { path: this.pathTo(section.id), isFound: true };
      for (let length = key.length; length > 1; length -= 1) {
        const start = key.slice(0, length);
        const code =
          this.#set.codesByKey(start).find(({ system }) => system === section.system) ??
          this.#set.codesByPrefix(start, [section.system], 1)[0];
        if (code) return { path: this.pathTo(`${section.id}/${code.key}`), isFound: length === key.length };
      }
      return { path: this.pathTo(section.id), isFound: false };
    }
    const words = wordsOf(text).map(({ word }) => word);
    const named = this.#sections.find(({ title }) => {
      const own = wordsOf(title).map(({ word }) => word);
      return words.length > 0 && words.every((word) => own.some((one) => one.startsWith(word)));
    });
    return { path: named ? this.pathTo(named.id) : [], isFound: named !== undefined };
  }
}

const plain = { nonessential: [], manifestation: null, references: [] };
