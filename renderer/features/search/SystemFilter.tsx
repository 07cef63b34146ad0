import { ToggleButton } from 'react-aria-components';
import { systemOrder, systemWords } from '../../lib/systems.ts';
import { cx } from '../../ui/cx.ts';
import { useLibrary } from '../library/library-status.ts';
import { MoreFilters } from './MoreFilters.tsx';
import { useSearch } from './search-model.tsx';
import { toggleSystem, useSearchState } from './search-store.ts';
import s from './SystemFilter.module.css';

/** A chip stands for what the library holds, and does not come and go with the counts. */
export function SystemFilter() {
  const { lines } = useLibrary();
  const { answer } = useSearch();
  const chosen = useSearchState((state) => state.systems);
  const counts = answer.response?.counts ?? {};
  const held = new Set(lines.flatMap(({ systems }) => systems));
  const shown = systemOrder.filter(
    (system) => held.has(system) || chosen.includes(system) || (counts[system] ?? 0) > 0,
  );
  return (
    <div className={s['filter']} role="group" aria-label="Codes shown">
      {shown.map((system) => {
        const { tag, name } = systemWords[system];
        const count = answer.response ? (counts[system] ?? 0) : null;
        return (
          <ToggleButton
            key={system}
            className={cx(s['chip'], count === 0 && s['none'])}
            isSelected={chosen.includes(system)}
            onChange={() => toggleSystem(system)}
          >
            <span className={s['tag']}>
              {tag}
              <span className="visually-hidden">{` ${name}, `}</span>
            </span>
            <span className={s['count']}>
              {count?.toLocaleString('en-US')}
              <span className="visually-hidden">{count === 1 ? ' code' : ' codes'}</span>
            </span>
          </ToggleButton>
        );
      })}
      <MoreFilters />
    </div>
  );
}
