import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, SectionKind, System } from '../../electron/contract/codes.ts';
import type { PageTextRow } from '../../electron/codeset/rows.ts';
import { codeKey } from '../../electron/codeset/code-format.ts';
import { sources } from './sources.ts';

const kinds: Record<string, 'plain' | SectionKind> = {
  'Plain language': 'plain',
  Guidelines: 'guidelines',
  Modifiers: 'modifiers',
  'Related codes': 'crosswalks',
  History: 'history',
};

/** Finds the system of a code or modifier that a page mentions; null when the starter set has no page for it. */
export type SystemOf = (key: string) => System | null;

/** The texts of every file in `pages/`: level-2 headings name the section, see the starter set's README. */
export function readPageFiles(folder: string, systemOf: SystemOf): PageTextRow[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => readPage(join(folder, name), name, systemOf));
}

function readPage(file: string, name: string, systemOf: SystemOf): PageTextRow[] {
  const key = codeKey(name.replace(/\.md$/, ''));
  const system = systemOf(key);
  if (!system) throw new Error(`pages/${name}: the starter set has no such code`);
  const rows: PageTextRow[] = [];
  const [, ...parts] = readFileSync(file, 'utf8').split(/^## /m);
  for (const part of parts) {
    const [heading = '', ...body] = part.split('\n');
    const kind = kinds[heading.trim()];
    if (!kind) throw new Error(`pages/${name}: unknown section “${heading}”`);
    for (const block of blocksOf(kind, body.join('\n').trim(), systemOf)) {
      rows.push({ system, key, kind, block, source: sources.editorial.id, edition: null });
    }
  }
  return rows;
}

function blocksOf(kind: 'plain' | SectionKind, text: string, systemOf: SystemOf): Block[] {
  if (kind === 'plain') {
    return text.split(/\n{2,}/).map((paragraph) => ({ type: 'text', text: paragraph.replaceAll('\n', ' ') }));
  }
  const items = text.split('\n').map((line) => line.replace(/^- /, '').trim());
  if (kind === 'guidelines') return [{ type: 'list', items }];
  if (kind === 'history') {
    const rows = items.map((item) => splitAtColon(item));
    return [{ type: 'table', caption: 'Changes', columns: ['From', 'What changed'], rows }];
  }
  return [
    {
      type: 'codes',
      items: items.map((item) => {
        const [code, note] = splitAtColon(item);
        return {
          code,
          system: kind === 'modifiers' ? modifierSystem(code, systemOf) : systemOf(codeKey(code)),
          note,
        };
      }),
    },
  ];
}

function modifierSystem(code: string, systemOf: SystemOf): System | null {
  return systemOf(code) === 'modifier' ? 'modifier' : null;
}

function splitAtColon(item: string): [string, string] {
  const at = item.indexOf(':');
  if (at < 0) throw new Error(`no colon in “${item}”`);
  return [item.slice(0, at).trim(), item.slice(at + 1).trim()];
}
