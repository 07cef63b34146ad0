import type { CodePage, LockedPart, Section, Source } from '../../../electron/contract/codes.ts';
import { sectionKinds } from '../../../electron/contract/codes.ts';

/** One heading of a page, in the order the page and the digit keys have them. */
export interface PagePart {
  id: string;
  title: string;
}

/** The parts a page has, numbered by their place in this list. */
export function pageParts(page: CodePage): PagePart[] {
  return [
    { id: 'official', title: 'Official description' },
    ...(page.plain || lockedIn(page, 'plain').length > 0 ? [{ id: 'plain', title: 'Plain language' }] : []),
    ...(page.children.length > 0
      ? [{ id: 'children', title: `Codes under ${page.code} — ${page.childCount}` }]
      : []),
    ...(page.notes.length > 0 ? [{ id: 'notes', title: 'Notes that apply' }] : []),
    ...sectionGroups(page).map(({ kind, title }) => ({ id: kind, title })),
  ];
}

/** Sections of one kind, which share a heading, and what of that kind is locked. */
export interface SectionGroup {
  kind: Section['kind'];
  title: string;
  sections: Section[];
  locked: LockedPart[];
}

export function sectionGroups(page: Pick<CodePage, 'sections' | 'locked'>): SectionGroup[] {
  const { sections } = page;
  return sectionKinds.flatMap((kind) => {
    const open = sections.filter((section) => section.kind === kind);
    const locked = lockedIn(page, kind);
    const title = open[0]?.title ?? locked[0]?.title;
    return title === undefined ? [] : [{ kind, title, sections: open, locked }];
  });
}

/** What is locked of one part of a page. */
export function lockedIn({ locked }: Pick<CodePage, 'locked'>, part: LockedPart['part']): LockedPart[] {
  return locked.filter((one) => one.part === part);
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
