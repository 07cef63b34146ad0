import type { Block, Section, SectionKind } from '../../contract/codes.ts';
import type { Answering } from '../answering.ts';
import { sourceOf } from './source.ts';

export const sectionTitles: Record<SectionKind, string> = {
  guidelines: 'Guidelines',
  modifiers: 'Modifiers',
  crosswalks: 'Crosswalks',
  edits: 'NCCI edits',
  medicare: 'Medicare coverage and fees',
  history: 'History',
};

/** A section of official facts, with the source and edition of the release that speaks; none without blocks. */
export function factSection(kind: SectionKind, speaks: Answering, blocks: Block[]): Section[] {
  if (blocks.length === 0) return [];
  const source = sourceOf([speaks.set], speaks.source);
  const { edition, notKnown } = speaks;
  return [{ kind, title: sectionTitles[kind], blocks, source, edition: edition.name, notKnown }];
}
