import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { SearchResponse } from '../../../electron/contract/search.ts';
import { replaceTyped, withoutCondition } from './typed-text.ts';
import { useSearch } from './search-model.tsx';
import { focusSearch } from './SearchField.tsx';
import { typeSearch, useSearchState } from './search-store.ts';
import s from './Understood.module.css';

/** How the text was read, where that is not plain: what it excludes, which reading of a short form is meant, rules. */
export function Understood() {
  const { response } = useSearch().answer;
  const text = useSearchState((state) => state.text);
  if (!response) return null;
  const { conditions, choices, notes, didYouMean, readAs } = response;
  // What was put right already is said in the line of the count.
  const meant = didYouMean !== null && readAs.length === 0 ? didYouMean : null;
  if (conditions.length + choices.length + notes.length === 0 && meant === null) return null;
  const type = (next: string) => {
    typeSearch(next);
    focusSearch();
  };
  return (
    <div className={s['understood']}>
      {meant === null ? null : (
        <p className={s['line']}>
          Did you mean{' '}
          <Button className={s['chip'] ?? ''} onPress={() => type(meant)}>
            {meant}
          </Button>
        </p>
      )}
      {conditions.length === 0 ? null : (
        <p className={s['line']}>
          {conditions.map((condition) => (
            <Button
              key={condition.typed}
              className={s['chip'] ?? ''}
              aria-label={`Take out: ${conditionWords(condition)}`}
              onPress={() => type(withoutCondition(text, condition.typed))}
            >
              {conditionWords(condition)}
              <X size={12} aria-hidden="true" />
            </Button>
          ))}
        </p>
      )}
      {choices.map(({ typed, readings }) => (
        <p key={typed} className={s['line']}>
          <span className={s['typed']}>{typed.toUpperCase()}:</span>
          {readings.map((reading) => (
            <Button
              key={reading}
              className={s['chip'] ?? ''}
              onPress={() => type(replaceTyped(text, typed, reading))}
            >
              {reading}
            </Button>
          ))}
        </p>
      ))}
      {notes.map(({ text: note }) => (
        <p key={note} className={s['note']}>
          {note}
        </p>
      ))}
    </div>
  );
}

function conditionWords({ kind, typed }: SearchResponse['conditions'][number]): string {
  if (kind === 'excluded') return `not ${typed.slice(1)}`;
  return kind === 'phrase' ? `“${typed.replaceAll(/["“”„]/gu, '')}”` : typed;
}
