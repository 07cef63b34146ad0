import { useEffect, useRef, useState } from 'react';
import type { Ref } from 'react';
import type { BrowseBook, Place } from '../../../electron/contract/browse.ts';
import { usePlace } from './browse-query.ts';
import { bookState } from './browse-store.ts';
import { showPlace } from './use-arrival.ts';

export interface Find {
  field: { ref: Ref<HTMLInputElement>; value: string; onChange: (text: string) => void };
  /** Said where nothing begins with what was typed; else empty. */
  missed: string;
  focus: () => void;
}

/** Type-ahead: what is typed is looked up, and the book is turned to it; the column stays. */
export function useFind(book: BrowseBook): Find {
  const [text, setText] = useState('');
  const ref = useRef<HTMLInputElement>(null);
  const typed = text.trim();
  const { data } = usePlace(book, typed === '' ? null : { text: typed });
  useEffect(() => {
    if (data && data.path.length > 0) showPlace(book, data, bookState(book).column);
  }, [book, data]);
  return {
    field: { ref, value: text, onChange: setText },
    missed: data && !data.isFound ? missedWords(typed, data) : '',
    focus: () => {
      ref.current?.focus();
      ref.current?.select();
    },
  };
}

function missedWords(typed: string, { path }: Place): string {
  const nothing = `Nothing here begins with “${typed}”.`;
  return path.length > 0 ? `${nothing} The nearest place is shown.` : nothing;
}
