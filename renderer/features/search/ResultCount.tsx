import { Fragment, useEffect, useState } from 'react';
import type { SearchResponse } from '../../../electron/contract/search.ts';
import type { System } from '../../../electron/contract/codes.ts';
import { useSearch } from './search-model.tsx';
import { useSearchState } from './search-store.ts';
import s from './ResultCount.module.css';

const announceAfter = 600;

/** One line that is always there: how many codes match, and what was read differently from what was typed. */
export function ResultCount() {
  const { answer } = useSearch();
  const systems = useSearchState((state) => state.systems);
  const { response } = answer;
  const words = response ? countWords(response, systems) : '';
  const readAs = response?.readAs ?? [];
  return (
    <div className={response ? s['line'] : 'visually-hidden'}>
      {readAs.length === 0 ? (
        <span className={s['count']}>{words}</span>
      ) : (
        <span className={s['read']}>
          Read as:{' '}
          {readAs.map(({ typed, read }, index) => (
            <Fragment key={index}>
              {index === 0 ? '' : ', '}
              {typed} → <strong>{read}</strong>
            </Fragment>
          ))}
        </span>
      )}
      <Announcement text={answer.isCurrent ? words : ''} />
    </div>
  );
}

/** Said once the typing rests, so that a screen reader is not told a number for every letter. */
function Announcement({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), announceAfter);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span className="visually-hidden" role="status" aria-label="Search results count">
      {said}
    </span>
  );
}

/** "1 code", "1,204 codes, best 50 shown". */
export function countWords(
  { rows, counts }: Pick<SearchResponse, 'rows' | 'counts'>,
  systems: readonly System[],
): string {
  const inView = (Object.entries(counts) as [System, number][]).filter(
    ([system]) => systems.length === 0 || systems.includes(system),
  );
  const shown = rows.reduce((sum, row) => sum + 1 + row.more, 0);
  const total = Math.max(
    inView.reduce((sum, [, count]) => sum + count, 0),
    shown,
  );
  const codes = `${total.toLocaleString('en-US')} ${total === 1 ? 'code' : 'codes'}`;
  return shown < total ? `${codes}, best ${rows.length} shown` : codes;
}
