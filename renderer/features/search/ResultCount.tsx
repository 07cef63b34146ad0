import { Fragment, useEffect, useState } from 'react';
import type { SearchResponse } from '../../../electron/contract/search.ts';
import type { System } from '../../../electron/contract/codes.ts';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { useLibrary } from '../library/library-status.ts';
import { validityWords } from './validity-words.ts';
import { useSearch } from './search-model.tsx';
import { useSearchState } from './search-store.ts';
import s from './ResultCount.module.css';

const announceAfter = 600;

/** Above the list: how many codes match, what was read differently from what was typed, and what is not held. */
export function ResultCount() {
  const { answer } = useSearch();
  const systems = useSearchState((state) => state.systems);
  const { lines } = useLibrary();
  const { date } = useServiceDate();
  const { response } = answer;
  const words = response ? countWords(response, systems) : '';
  const readAs = response?.readAs ?? [];
  const missing = response && response.missing.length > 0 ? `Not held: ${response.missing.join(', ')}` : '';
  const validity = response ? validityWords(response.rows, lines, date) : '';
  const read = readAs.map(({ typed, read: meant }) => `${typed} → ${meant}`).join(', ');
  return (
    <div className={response ? s['line'] : 'visually-hidden'}>
      <span className={s['count']} title={words}>
        {words}
      </span>
      {readAs.length === 0 ? null : (
        <span className={s['read']} title={`Read as: ${read}`}>
          Read as:{' '}
          {readAs.map(({ typed, read: meant }, index) => (
            <Fragment key={index}>
              {index === 0 ? '' : ', '}
              {typed} → <strong>{meant}</strong>
            </Fragment>
          ))}
        </span>
      )}
      {missing === '' ? null : (
        <span className={s['missing']} title={missing}>
          {missing}
        </span>
      )}
      {validity === '' ? null : <span className={s['validity']}>{validity}</span>}
      <Announcement text={answer.isCurrent ? [words, missing, validity].filter(Boolean).join('. ') : ''} />
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
  const total = inView.reduce((sum, [, count]) => sum + count, 0);
  const codes = `${total.toLocaleString('en-US')} ${total === 1 ? 'code' : 'codes'}`;
  return shown < total ? `${codes}, best ${rows.length} shown` : codes;
}
