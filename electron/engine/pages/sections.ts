import type { CodeSet, StoredCode } from '../../codeset/reader.ts';
import type { Block, CodePage, Section, SectionKind } from '../../contract/codes.ts';
import { sectionKinds } from '../../contract/codes.ts';
import { officialFields } from './official-fields.ts';
import { sourceOf } from './source.ts';

const titles: Record<SectionKind, string> = {
  guidelines: 'Guidelines',
  modifiers: 'Modifiers',
  crosswalks: 'Crosswalks',
  edits: 'NCCI edits',
  medicare: 'Medicare coverage and fees',
  history: 'History',
};

/**
 * The plain-language description and the sections of a code's page, in the order coders know them. Texts of one
 * kind but of different sources or editions stand apart, each with its own line. A kind without texts is absent.
 */
export function sectionsOf(
  sets: CodeSet[],
  set: CodeSet,
  stored: StoredCode,
): Pick<CodePage, 'plain' | 'sections'> {
  const texts = sets.flatMap((set) => set.texts(stored.system, stored.key));
  const plainTexts = texts.filter((text) => text.kind === 'plain');
  const first = plainTexts[0];
  const plain = first
    ? {
        paragraphs: plainTexts.flatMap(({ block }) => (block.type === 'text' ? [block.text] : [])),
        source: sourceOf(sets, first.source),
      }
    : null;
  const sections: Section[] = [];
  for (const kind of sectionKinds) {
    const groups = new Map<string, { source: string; edition: string | null; blocks: Block[] }>();
    const add = (source: string, edition: string | null, block: Block): void => {
      const name = `${source} ${edition ?? ''}`;
      const group = groups.get(name);
      if (group) group.blocks.push(block);
      else groups.set(name, { source, edition, blocks: [block] });
    };
    if (kind === 'medicare') {
      const fields = officialFields(stored);
      if (fields) add(set.sourceOf(stored), null, fields);
    }
    for (const text of texts) if (text.kind === kind) add(text.source, text.edition, text.block);
    for (const { source, edition, blocks } of groups.values()) {
      sections.push({ kind, title: titles[kind], blocks, source: sourceOf(sets, source), edition });
    }
  }
  return { plain, sections };
}
