import { Link } from '@tanstack/react-router';
import { systemWords } from '../../lib/systems.ts';
import { Button } from '../../ui/Button.tsx';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { heldWords, isSelection, useLibrary } from '../library/library-status.ts';
import { useSearch } from './search-model.tsx';
import { showAllSystems, useSearchState } from './search-store.ts';
import s from './NothingFound.module.css';

/** No row: what was searched, where, and what to try. */
export function NothingFound() {
  const { text, systems } = useSearchState();
  const { answer } = useSearch();
  const { isToday, date } = useServiceDate();
  const lines = useLibrary().lines.filter((line) => line.systems.length > 0);
  const missing = answer.response?.missing ?? [];
  const elsewhere = Object.values(answer.response?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  const filtered = systems.map((system) => systemWords[system].name).join(' and ');
  return (
    <div className={s['state']}>
      <p className={s['title']}>
        No {filtered === '' ? '' : `${filtered} `}code for “{text.trim()}”
      </p>
      {missing.length === 0 ? null : (
        <p className={s['missing']}>
          {missing.join(', ')} {missing.length === 1 ? 'is' : 'are'} not in the editions held.
        </p>
      )}
      {filtered === '' ? <p>Searched: {lines.map(heldWords).join(', ')}.</p> : null}
      {filtered === '' && lines.some(isSelection) ? (
        <p>
          <Link to="/library">Add a full code set</Link>
        </p>
      ) : null}
      {filtered !== '' && elsewhere > 0 ? (
        <>
          <p>
            {elsewhere.toLocaleString('en-US')} {elsewhere === 1 ? 'code matches' : 'codes match'} in other
            code systems.
          </p>
          <div>
            <Button onPress={showAllSystems}>Show all code systems</Button>
          </div>
        </>
      ) : (
        <ul className={s['try']}>
          <li>Type fewer words, or only their first letters: “frac fem”.</li>
          <li>Type the code itself, with or without its dot.</li>
          <li>
            {isToday
              ? 'Codes that have ended are found by their code, or by a date of service when they were in force.'
              : `Only codes in force on ${date} are searched by words.`}
          </li>
        </ul>
      )}
    </div>
  );
}
