import { Link } from '@tanstack/react-router';
import { Button as AriaButton } from 'react-aria-components';
import { systemWords } from '../../lib/systems.ts';
import { Button } from '../../ui/Button.tsx';
import { heldRooms } from '../browse/browse-books.ts';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { heldWords, isSelection, useLibrary } from '../library/library-status.ts';
import { useSearch } from './search-model.tsx';
import { focusSearch } from './SearchField.tsx';
import { clearFilters, typeSearch, useSearchState } from './search-store.ts';
import { replaceTyped, withoutCondition } from './typed-text.ts';
import s from './NothingFound.module.css';

/** No row: what was searched, where, and what to try. */
export function NothingFound() {
  const { text, systems, billable, chapters } = useSearchState();
  const { answer } = useSearch();
  const { isToday, date } = useServiceDate();
  const lines = useLibrary().lines.filter((line) => line.systems.length > 0);
  const missing = answer.response?.missing ?? [];
  const elsewhere = Object.values(answer.response?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  const filtered = systems.map((system) => systemWords[system].name).join(' and ');
  const { closest = [], conditions = [] } = answer.response ?? {};
  const fields = conditions.filter(({ kind, typed }) => kind === 'field' && !/^mod/i.test(typed));
  const isFiltered = systems.length + chapters.length + fields.length > 0 || billable;
  const isBySystem = chapters.length === 0 && !billable && fields.every(({ typed }) => /^sys/i.test(typed));
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
      {closest.length === 0 ? null : (
        <p className={s['near']}>
          Closest words held:
          {closest.map(({ typed, read }) => (
            <AriaButton
              key={read}
              className={s['word'] ?? ''}
              onPress={() => {
                typeSearch(replaceTyped(text, typed, read));
                focusSearch();
              }}
            >
              {read}
            </AriaButton>
          ))}
        </p>
      )}
      {heldRooms({ lines }).includes('index') ? (
        <p>
          <Link to="/browse/$room" params={{ room: 'index' }} search={{ find: plainWords(text) }}>
            Look it up in the Alphabetic Index
          </Link>
        </p>
      ) : null}
      {filtered === '' ? <p>Searched: {lines.map(heldWords).join(', ')}.</p> : null}
      {filtered === '' && lines.some(isSelection) ? (
        <p>
          <Link to="/library">Add a full code set</Link>
        </p>
      ) : null}
      {isFiltered ? (
        <>
          {elsewhere > 0 ? (
            <p>
              {elsewhere.toLocaleString('en-US')} {elsewhere === 1 ? 'code matches' : 'codes match'} in other
              code systems.
            </p>
          ) : null}
          <div>
            <Button
              onPress={() => {
                typeSearch(fields.reduce((left, { typed }) => withoutCondition(left, typed), text));
                clearFilters();
              }}
            >
              {isBySystem ? 'Search all code systems' : 'Search without filters'}
            </Button>
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

/** What is left of a text to look up in a book: no fields, quotes and exclusions. */
function plainWords(text: string): string {
  return text.replaceAll(/(?:^|\s)(?:\p{L}+:\S*|-\p{L}\S*)|["“”„]/gu, ' ').trim();
}
