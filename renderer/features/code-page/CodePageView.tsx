import type { CodePage, Section } from '../../../electron/contract/codes.ts';
import { Prose } from '../../ui/Prose.tsx';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import { SystemTag } from '../../ui/SystemTag.tsx';
import { LockedParts } from '../grants/LockedParts.tsx';
import { ViewsUsed } from '../grants/ViewsUsed.tsx';
import { Children } from './Children.tsx';
import { Facts } from './Facts.tsx';
import { Neighbours } from './Neighbours.tsx';
import { Notes } from './Notes.tsx';
import { Official } from './Official.tsx';
import { Outline } from './Outline.tsx';
import { Part } from './Part.tsx';
import { lockedIn, pageParts, sectionGroups } from './sections.ts';
import s from './CodePageView.module.css';

/** A code's page as a reference work prints it: what it is, whether it may be reported, then part by part. */
export function CodePageView({ page }: { page: CodePage }) {
  const parts = pageParts(page);
  const plainLocked = lockedIn(page, 'plain');
  const titleOf = (id: string) => parts.find((part) => part.id === id)?.title ?? '';
  return (
    <div className={s['columns']}>
      <div className={s['text']}>
        <div className={s['head']}>
          <h1 className={s['heading']}>
            <span className={s['code']}>{page.code}</span> <span className={s['title']}>{page.title}</span>
          </h1>
          <div className={s['verdict']}>
            <SystemTag system={page.system} />
            <VerdictBadge state={page.verdict.state} label={page.verdict.label} />
          </div>
        </div>
        <p className={s['sentence']}>
          <Prose text={page.verdict.sentence} />
        </p>
        <Dates page={page} />
        <ViewsUsed page={page} />

        <Official page={page} title={titleOf('official')} />
        {page.plain || plainLocked.length > 0 ? (
          <Part id="plain" title={titleOf('plain')} source={page.plain?.source ?? null} edition={null}>
            {page.plain?.paragraphs.map((paragraph, index) => (
              <p key={index}>{paragraph}</p>
            ))}
            <LockedParts parts={plainLocked} />
          </Part>
        ) : null}
        {page.children.length > 0 ? <Children page={page} title={titleOf('children')} /> : null}
        {page.notes.length > 0 ? <Notes page={page} title={titleOf('notes')} /> : null}
        {sectionGroups(page).map(({ kind, title, sections, locked }) => (
          <Part key={kind} id={kind} title={title} source={null} edition={onlyEdition(sections)}>
            {sections.map((section, index) => (
              <Facts
                key={index}
                section={section}
                above={sections[index - 1]}
                namesEdition={sections.length > 1}
              />
            ))}
            <LockedParts parts={locked} />
          </Part>
        ))}
        <Neighbours previous={page.previous} next={page.next} />
      </div>
      <Outline parts={parts} />
    </div>
  );
}

/** The heading names the edition where there is but one. */
function onlyEdition(sections: readonly Section[]): string | null {
  return sections.length === 1 ? (sections[0]?.edition ?? null) : null;
}

/** First and last day of the code itself, where its publisher prints them. */
function Dates({ page }: { page: CodePage }) {
  if (page.added === null && page.ended === null) return null;
  return (
    <dl className={s['dates']}>
      {page.added === null ? null : (
        <div>
          <dt>Added</dt>
          <dd>{page.added}</dd>
        </div>
      )}
      {page.ended === null ? null : (
        <div className={s['ended']}>
          <dt>Last day</dt>
          <dd>{page.ended}</dd>
        </div>
      )}
    </dl>
  );
}
