import type { CodePage, Section, Source } from '../../../electron/contract/codes.ts';

/** One heading of a page, in the order the page and the digit keys have them. */
export interface PagePart {
  id: string;
  title: string;
}

/** The parts a page has, numbered by their place in this list. */
export function pageParts(page: CodePage): PagePart[] {
  return [
    { id: 'official', title: 'Official description' },
    ...(page.plain ? [{ id: 'plain', title: 'Plain language' }] : []),
    ...(page.children.length > 0
      ? [{ id: 'children', title: `Codes under ${page.code} — ${page.childCount}` }]
      : []),
    ...(page.notes.length > 0 ? [{ id: 'notes', title: 'Notes that apply' }] : []),
    ...sectionGroups(page).map(({ kind, title }) => ({ id: kind, title })),
  ];
}

/** Sections of one kind, which share a heading. */
export interface SectionGroup {
  kind: Section['kind'];
  title: string;
  sections: Section[];
}

export function sectionGroups({ sections }: Pick<CodePage, 'sections'>): SectionGroup[] {
  const groups: SectionGroup[] = [];
  for (const section of sections) {
    const group = groups.find(({ kind }) => kind === section.kind);
    if (group) group.sections.push(section);
    else groups.push({ kind: section.kind, title: section.title, sections: [section] });
  }
  return groups;
}

/** The line under a text: who published it, where it was read, and whose it is. */
export function sourceLine({ publisher, document, notice }: Source): string {
  return [...new Set([publisher, document, notice])].filter((part) => part !== '').join(' · ');
}

/** Brings the n-th part of the open page to the top and gives it the focus; false where there is none. */
export function goToSection(number: number): boolean {
  const part = document.querySelectorAll<HTMLElement>('[data-part]')[number - 1];
  if (!part) return false;
  part.scrollIntoView({ block: 'start' });
  part.focus({ preventScroll: true });
  return true;
}
