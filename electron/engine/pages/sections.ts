import type { Block, CodePage, Line, Section, SectionKind } from '../../contract/codes.ts';
import { sectionKinds } from '../../contract/codes.ts';
import { diagnosisListsOf } from './diagnosis-lists.ts';
import { editsOf } from './edits.ts';
import { equivalencesOf } from './equivalences.ts';
import { guidelinesOf } from './guidelines.ts';
import { historyOf } from './history.ts';
import { medicareOf } from './medicare.ts';
import { sectionTitles } from './section.ts';
import { sourceOf } from './source.ts';
import type { Subject } from './subject.ts';

/** Official facts by the kind of section they stand in. */
const facts: readonly ((subject: Subject) => Section[])[] = [
  guidelinesOf,
  equivalencesOf,
  editsOf,
  medicareOf,
  diagnosisListsOf,
  historyOf,
];

/**
 * The plain-language description and the sections of a code's page, in the order coders know them: official facts,
 * then texts of ours and of others. Facts of one kind but of different sources or editions stand apart, each with
 * its own line. A kind without anything is absent.
 */
export function sectionsOf(subject: Subject): Pick<CodePage, 'plain' | 'sections'> {
  const { sets, stored } = subject;
  const texts = sets.flatMap((set) => set.texts(stored.system, stored.key));
  const plainTexts = texts.filter((text) => text.kind === 'plain');
  const first = plainTexts[0];
  const plain = first
    ? {
        paragraphs: plainTexts.flatMap(({ block }) => (block.type === 'text' ? [block.text] : [])),
        source: sourceOf(sets, first.source),
      }
    : null;
  const official = facts.flatMap((sectionsFor) => sectionsFor(subject));
  const sections = sectionKinds.flatMap((kind) => [
    ...official.filter((section) => section.kind === kind),
    ...textSections(subject, kind, texts),
  ]);
  return { plain, sections };
}

interface Text {
  kind: string;
  block: Block;
  source: string;
  edition: string | null;
}

/** The line whose facts stand in a kind of section: where it is held, examples of its facts give way. */
const factLines: Partial<Record<SectionKind, Line>> = { edits: 'ncci', medicare: 'mpfs' };

function textSections({ sets }: Subject, kind: SectionKind, texts: readonly Text[]): Section[] {
  const isAnswered = sets.some(({ manifest }) => manifest.line === factLines[kind]);
  const groups = new Map<string, { source: string; edition: string | null; blocks: Block[] }>();
  for (const { source, edition, block } of texts.filter((text) => text.kind === kind)) {
    // Only what is quoted from an edition of facts names one.
    if (isAnswered && edition !== null) continue;
    const name = `${source} ${edition ?? ''}`;
    const group = groups.get(name);
    if (group) group.blocks.push(block);
    else groups.set(name, { source, edition, blocks: [block] });
  }
  return [...groups.values()].map(({ source, edition, blocks }) => ({
    kind,
    title: sectionTitles[kind],
    blocks,
    source: sourceOf(sets, source),
    edition,
    notKnown: null,
  }));
}
