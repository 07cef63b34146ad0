import { useQuery } from '@tanstack/react-query';
import { Button as AriaButton } from 'react-aria-components';
import type {
  BrowseTarget,
  Destination,
  GridBook,
  GridRow,
  Step,
} from '../../../electron/contract/browse.ts';
import { ask } from '../../lib/bridge.ts';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { columnName } from './grid-columns.ts';
import { printedCode } from './index-trail.ts';
import { referenceWords } from './target-words.ts';
import s from './CellStrip.module.css';

interface CellStripProps {
  book: GridBook;
  row: GridRow | undefined;
  /** 0 is the title, 1 to 6 the codes. */
  column: number;
  path: readonly Step[];
  onOpen: (target: Pick<BrowseTarget, 'system' | 'code' | 'state'>) => void;
  onFollow: (destination: Destination) => void;
}

/** What the selected cell says in full; it keeps its height, so that the table does not move. */
export function CellStrip({ book, row, column, path, onOpen, onFollow }: CellStripProps) {
  const { date } = useServiceDate();
  const cell = column > 0 ? row?.cells[column - 1] : undefined;
  const code = cell?.code ?? '';
  const { data: target } = useQuery({
    queryKey: ['browse.target', code, date],
    queryFn: () => ask('browse.target', { system: 'icd10cm', code, date }),
    enabled: code !== '',
  });
  const words = path.map(({ title }) => title).join(' › ');
  return (
    <aside className={s['strip']} aria-label="Selected cell">
      {row ? (
        <>
          <p className={s['way']}>
            {words === '' ? row.title : words}
            {column > 0 ? ` · ${columnName(book, column - 1)}` : ''}
          </p>
          {cell && target ? (
            <Code target={target} onOpen={onOpen} />
          ) : cell === null ? (
            <p className={s['quiet']}>The table prints no code here.</p>
          ) : column === 0 ? (
            <References row={row} onFollow={onFollow} />
          ) : null}
        </>
      ) : (
        <p className={s['quiet']}>← → ↑ ↓ move from cell to cell, Enter opens the code.</p>
      )}
    </aside>
  );
}

function Code({ target, onOpen }: { target: BrowseTarget; onOpen: CellStripProps['onOpen'] }) {
  const { verdict, title, below, candidates, system } = target;
  const code = printedCode(target);
  return (
    <div className={s['code']}>
      {verdict ? (
        <AriaButton className={s['open'] ?? ''} aria-label={`Open ${code}`} onPress={() => onOpen(target)}>
          {code}
        </AriaButton>
      ) : (
        <span className={s['gone']}>{code}</span>
      )}
      {verdict ? <VerdictBadge state={verdict.state} label={verdict.label} /> : null}
      <span className={s['title']}>
        {title === '' ? 'In no edition of the codes that is held.' : title}
        {below > 0 ? ` (${below.toLocaleString('en-US')} ${below === 1 ? 'code' : 'codes'} under it)` : ''}
      </span>
      {candidates.length > 0 ? <span className={s['quiet']}>Candidates:</span> : null}
      {candidates.map((candidate) => (
        <AriaButton
          key={candidate}
          className={s['open'] ?? ''}
          aria-label={`Open ${candidate}`}
          onPress={() => onOpen({ system, code: candidate, state: 'valid' })}
        >
          {candidate}
        </AriaButton>
      ))}
    </div>
  );
}

function References({ row, onFollow }: { row: GridRow; onFollow: CellStripProps['onFollow'] }) {
  if (row.references.length === 0) return <p className={s['quiet']}>→ goes to its codes.</p>;
  return (
    <p className={s['code']}>
      {row.references.map((reference, at) => {
        const { lead, text } = referenceWords(reference);
        const { destination } = reference;
        return (
          <span key={at}>
            <i>{lead}</i>{' '}
            {destination ? (
              <AriaButton className={s['follow'] ?? ''} onPress={() => onFollow(destination)}>
                {text}
              </AriaButton>
            ) : (
              text
            )}
          </span>
        );
      })}
    </p>
  );
}
