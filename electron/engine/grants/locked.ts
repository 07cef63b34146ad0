import type { Block, CodePage, Line, LockedPart, Section, Source } from '../../contract/codes.ts';
import { sectionKinds } from '../../contract/codes.ts';
import { metered } from '../../licence/grants-input.ts';
import type { Grants, Refusal } from './grants.ts';

type Opens = LockedPart['opensBy'];

/**
 * A page as it may be shown: `granted` was made from what is open, `whole` from everything held. What only the whole
 * one has is named, and how it opens; of its text nothing crosses. A metered page counts as a view here.
 *
 * @param lineOf the line of the file that a source's text is in
 */
export function shownPage(
  granted: CodePage,
  whole: CodePage,
  grants: Grants,
  lineOf: (source: Source) => Line,
): CodePage {
  const why = (source: Source): Refusal => grants.refusal(source, lineOf(source)) ?? 'licence';
  const closed = [
    ...lockedOfficial(granted, whole, why),
    ...lockedPlain(granted, whole, why),
    ...whole.sections
      .filter((section) => !granted.sections.some((open) => isSame(open, section)))
      .map((section) => lockedSection(section, closedWords(section.source, why(section.source)))),
  ];
  const isMetered = [granted.plain?.source, ...granted.sections.map(({ source }) => source)].some(
    (source) => source?.licence === metered,
  );
  if (!isMetered || grants.countsNothing) return { ...granted, locked: inOrder(closed), view: 'free' };
  if (grants.opensPage(granted.system, granted.code)) {
    return { ...granted, locked: inOrder(closed), view: 'counted' };
  }
  const words = meteredWords(grants);
  const isOpen = (source: Source): boolean => source.licence !== metered;
  const { plain, sections } = granted;
  return {
    ...granted,
    plain: plain && isOpen(plain.source) ? plain : null,
    sections: sections.filter(({ source }) => isOpen(source)),
    locked: inOrder([
      ...closed,
      ...(plain && !isOpen(plain.source) ? [plainPart(plain, words)] : []),
      ...sections.filter(({ source }) => !isOpen(source)).map((section) => lockedSection(section, words)),
    ]),
    view: 'closed',
  };
}

interface Words {
  opensBy: Opens;
  entitlement: string | null;
  sentence: string;
}

function closedWords({ licence, publisher }: Source, why: Refusal): Words {
  if (why === 'notice') {
    const sentence = `It opens when the notice of its publisher (${publisher}) is accepted.`;
    return { opensBy: ['notice'], entitlement: null, sentence };
  }
  const entitlement = licence ?? null;
  const sentence = `It opens with a licence for ${entitlement ?? 'it'}, or with your own files of the publisher.`;
  return { opensBy: ['licence', 'import'], entitlement, sentence };
}

function meteredWords(grants: Grants): Words {
  const entitlement = null;
  if (grants.needsPageNotice) {
    return { opensBy: ['notice'], entitlement, sentence: 'It opens when the notices are accepted.' };
  }
  if (grants.isRegistered) {
    const sentence = 'The page views of the free account are used up. A licence opens every page.';
    return { opensBy: ['licence'], entitlement, sentence };
  }
  const sentence = 'The page views of a guest are used up. A free account opens more, a licence all.';
  return { opensBy: ['account', 'licence'], entitlement, sentence };
}

function lockedOfficial(granted: CodePage, whole: CodePage, why: (source: Source) => Refusal): LockedPart[] {
  if (granted.official.state === 'held' || whole.official.state !== 'held') return [];
  const { source } = whole.official;
  const title = 'Official description';
  return [{ part: 'official', title, holds: whole.edition.name, ...closedWords(source, why(source)) }];
}

function lockedPlain(granted: CodePage, whole: CodePage, why: (source: Source) => Refusal): LockedPart[] {
  if (granted.plain || !whole.plain) return [];
  return [plainPart(whole.plain, closedWords(whole.plain.source, why(whole.plain.source)))];
}

function plainPart({ paragraphs }: NonNullable<CodePage['plain']>, words: Words): LockedPart {
  const holds = counted(paragraphs.length, 'paragraph', 'paragraphs');
  return { part: 'plain', title: 'Plain language', holds, ...words };
}

function lockedSection({ kind, title, blocks, edition }: Section, words: Words): LockedPart {
  const held = [...new Set(blocks.map(({ type }) => type))].map((type) => ofType(blocks, type));
  const holds = [...held, ...(edition === null ? [] : [edition])].join(', ');
  return { part: kind, title, holds, ...words };
}

/** What blocks of a type hold, by number alone. */
function ofType(blocks: readonly Block[], type: Block['type']): string {
  const found = blocks.filter((block) => block.type === type);
  const items = found.reduce((sum, block) => {
    if (block.type === 'table') return sum + block.rows.length;
    return sum + ('items' in block ? block.items.length : 1);
  }, 0);
  const words: Record<Block['type'], [string, string]> = {
    text: ['text', 'texts'],
    fold: ['text', 'texts'],
    notice: ['notice', 'notices'],
    list: ['entry', 'entries'],
    codes: ['code', 'codes'],
    table: ['row of a table', 'rows of a table'],
  };
  return counted(items, ...words[type]);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function isSame(a: Section, b: Section): boolean {
  return a.kind === b.kind && a.source.id === b.source.id && a.edition === b.edition;
}

const order = ['official', 'plain', ...sectionKinds];

function inOrder(parts: readonly LockedPart[]): LockedPart[] {
  return parts.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
}
