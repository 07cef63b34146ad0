import type { CodeRef } from '../../../electron/contract/codes.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLibrary } from '../library/library-status.ts';
import { linesOfSystems } from '../notices/line-notices.ts';
import { NoticesFoot } from '../notices/NoticesOf.tsx';
import { NothingFound } from './NothingFound.tsx';
import { ResultCount } from './ResultCount.tsx';
import { ResultList } from './ResultList.tsx';
import { useSearch } from './search-model.tsx';
import { useSearchState } from './search-store.ts';
import { Understood } from './Understood.tsx';
import { SystemFilter } from './SystemFilter.tsx';
import s from './ResultsPane.module.css';

interface ResultsPaneProps {
  current: Pick<CodeRef, 'system' | 'code'> | null;
}

/** The list beside the page: filter, count, and the rows or what stands in their place. */
export function ResultsPane({ current }: ResultsPaneProps) {
  const { answer, items } = useSearch();
  const { lines } = useLibrary();
  const isAsked = useSearchState((state) => state.text.trim() !== '');
  const isFiltered = useSearchState(
    ({ systems, billable, chapters }) => systems.length + chapters.length > 0 || billable,
  );
  return (
    <div className={s['pane']} aria-busy={isAsked && !answer.isCurrent} data-results="">
      {isAsked || isFiltered ? <SystemFilter /> : null}
      <ResultCount />
      {isAsked ? <Understood /> : null}
      {!isAsked ? (
        <p className={s['quiet']}>Results appear here and stay while a page is read.</p>
      ) : answer.error ? (
        <div className={s['state']}>
          <Trouble title="The search did not run" error={answer.error} onRetry={answer.retry} />
        </div>
      ) : items.length > 0 ? (
        <>
          <ResultList current={current} />
          <NoticesFoot
            lines={linesOfSystems(
              items.map(({ row }) => row.system),
              lines,
            )}
          />
        </>
      ) : answer.response ? (
        <NothingFound />
      ) : answer.isSlow ? (
        <div className={s['state']}>
          <Skeleton widths={[92, 78, 88, 64, 84, 70]} />
        </div>
      ) : null}
    </div>
  );
}
