import { Link } from '@tanstack/react-router';
import type { CodePage } from '../../../electron/contract/codes.ts';
import { useOpenCode } from '../../app/places.ts';
import type { OpenCode } from '../../app/places.ts';
import { useKeptScroll } from '../../app/use-kept-scroll.ts';
import { failedWith } from '../../lib/bridge.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { heldWords, isSelection, useLibrary } from '../library/library-status.ts';
import { linesOfPage } from '../notices/line-notices.ts';
import { NoticesOf } from '../notices/NoticesOf.tsx';
import { TrailLine } from '../browse/TrailLine.tsx';
import { CodePageView } from './CodePageView.tsx';
import { usePageQuery } from './page-query.ts';
import { PageBar } from './PageBar.tsx';
import s from './CodePageScreen.module.css';

export function CodePageScreen() {
  const open = useOpenCode();
  const query = usePageQuery(open);
  useKeptScroll(query.data !== undefined || query.isError);
  if (!open) return <UnknownAddress />;
  return (
    <>
      <PageBar open={open} page={query.data ?? null} />
      <article className={s['article']}>
        <TrailLine />
        {query.data ? (
          <>
            <PrintedHead />
            <CodePageView page={query.data} />
            <PageNotices page={query.data} />
          </>
        ) : query.isError ? (
          <NoPage open={open} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div aria-busy="true">
            <h1 className={s['code']}>{open.code}</h1>
            <Skeleton widths={[64, 0, 38, 0, 96, 90, 94, 58, 0, 38, 0, 92, 88, 70]} />
          </div>
        )}
      </article>
    </>
  );
}

/** What a sheet of paper does not know by itself. */
function PrintedHead() {
  const { today } = useLibrary();
  const { date } = useServiceDate();
  return (
    <p className={s['printed']}>
      Case2Code Desktop · printed {today} · for date of service {date}
    </p>
  );
}

function PageNotices({ page }: { page: CodePage }) {
  const { lines } = useLibrary();
  return <NoticesOf lines={linesOfPage(page, lines)} />;
}

interface NoPageProps {
  open: OpenCode;
  error: Error;
  onRetry: () => void;
}

function NoPage({ open, error, onRetry }: NoPageProps) {
  const { lines } = useLibrary();
  return (
    <div className={s['missing']}>
      <h1 className={s['code']}>{open.code}</h1>
      {failedWith(error, 'not-found') ? (
        <>
          <p>{error.message}</p>
          <p>Editions held: {lines.map(heldWords).join(', ')}.</p>
          {lines.some((line) => isSelection(line) && line.systems.includes(open.system)) ? (
            <p>
              <Link to="/library">Add a full code set</Link>
            </p>
          ) : null}
          <p className={s['muted']}>That is not proof that the code does not exist: check its publisher.</p>
        </>
      ) : (
        <Trouble title="The page could not be read" error={error} onRetry={onRetry} />
      )}
    </div>
  );
}

function UnknownAddress() {
  return (
    <article className={s['article']}>
      <h1 className={s['plainTitle']}>No such code system</h1>
      <p>The address names a code system that this program does not know. Search for the code instead.</p>
    </article>
  );
}
