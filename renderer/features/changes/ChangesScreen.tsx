import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Changes, Comparison } from '../../../electron/contract/changes.ts';
import { lines } from '../../../electron/contract/codes.ts';
import type { Line } from '../../../electron/contract/codes.ts';
import { useKeptScroll } from '../../app/use-kept-scroll.ts';
import { heldRange } from '../../lib/dates.ts';
import { Prose } from '../../ui/Prose.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useLibrary } from '../library/library-status.ts';
import { lineNames } from '../library/line-words.ts';
import { NoticesOf } from '../notices/NoticesOf.tsx';
import { ChangeRow } from './ChangeRow.tsx';
import type { ChangesView } from './changes-query.ts';
import { pageSize, useChanges } from './changes-query.ts';
import { Editions } from './Editions.tsx';
import { KindFilter } from './KindFilter.tsx';
import { Pager } from './Pager.tsx';
import s from './ChangesScreen.module.css';

/** What an edition of a line's codes changed against the older one held beside it. */
export function ChangesScreen() {
  const { line: asked } = useParams({ from: '/library/changes/$line' });
  const view = useSearch({ from: '/library/changes/$line' });
  const line = lines.find((name) => name === asked);
  if (!line) {
    return (
      <Screen title="What’s new">
        <p>
          The address names no line of the library.{' '}
          <Link to="/library" className={s['link']}>
            Library
          </Link>
        </p>
      </Screen>
    );
  }
  return <LineChanges line={line} view={view} />;
}

function LineChanges({ line, view }: { line: Line; view: ChangesView }) {
  const query = useChanges(line, view);
  const { data } = query;
  useKeptScroll(data !== undefined && !query.isPlaceholderData);
  const comparison = data?.shown === null ? undefined : data?.comparisons[data.shown];
  return (
    <Screen title={comparison ? `What’s new in ${comparison.edition.name}` : 'What’s new'} width="wide">
      {query.error ? (
        <Trouble
          title={`The changes of ${lineNames[line]} cannot be shown`}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : !data ? (
        <Skeleton widths={[52, 0, 84, 78, 88, 70]} />
      ) : comparison ? (
        <Shown data={data} comparison={comparison} view={view} />
      ) : (
        <p>
          One edition of {lineNames[line]} is held, so there is nothing to compare it with. Import an older or
          a newer one beside it.{' '}
          <Link to="/library" className={s['link']}>
            Library
          </Link>
        </p>
      )}
    </Screen>
  );
}

function Shown({ data, comparison, view }: { data: Changes; comparison: Comparison; view: ChangesView }) {
  const navigate = useNavigate({ from: '/library/changes/$line' });
  const { lines: held } = useLibrary();
  const { kinds = [], page = 1 } = view;
  const go = (search: ChangesView, replace: boolean) => void navigate({ search, replace });
  const { edition, before, dataset, counts } = comparison;
  const same = { dataset, edition: edition.name };
  return (
    <>
      <p className={s['sentence']}>
        <Prose
          text={`${capitalised(heldRange(edition.begins, edition.ends))}. Compared with ${before.name}, the next older edition held.`}
        />
      </p>
      <Editions
        comparisons={data.comparisons}
        shown={comparison}
        onShow={(other) => go({ dataset: other.dataset, edition: other.edition.name }, false)}
      />
      <KindFilter
        counts={counts}
        chosen={kinds}
        onChoose={(chosen) => go({ ...same, kinds: chosen }, true)}
      />
      {data.total === 0 ? (
        <p className={s['none']}>
          {kinds.length === 0
            ? 'Nothing was changed between these two editions.'
            : 'No change of this kind between these two editions.'}
        </p>
      ) : (
        <ul className={s['rows']} aria-label="Changes">
          {data.rows.map((change) => (
            <ChangeRow key={`${change.system} ${change.code}`} change={change} />
          ))}
        </ul>
      )}
      <Pager
        page={page}
        pages={Math.ceil(data.total / pageSize)}
        total={data.total}
        onPage={(next) => go({ ...same, ...(kinds.length > 0 ? { kinds } : {}), page: next }, false)}
      />
      <NoticesOf lines={held.filter(({ line }) => line === edition.line)} />
    </>
  );
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
