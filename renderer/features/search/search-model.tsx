import { createContext, use, useCallback, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CodeRef } from '../../../electron/contract/codes.ts';
import type { SearchRow } from '../../../electron/contract/search.ts';
import { listItems } from './list-items.ts';
import type { ListItem } from './list-items.ts';
import type { ListAction } from './list-keys.ts';
import { rememberPick } from '../picks/picks-query.ts';
import { awaitAnswer, countOpened, selectRow, setFold, useSearchState } from './search-store.ts';
import { useFamilies, useSearchAnswer } from './use-search-answer.ts';
import type { SearchAnswer } from './use-search-answer.ts';

export interface SearchModel {
  answer: SearchAnswer;
  items: readonly ListItem[];
  /** Index of the selected line; -1 where there is none. */
  selectedIndex: number;
  selected: ListItem | null;
  act: (action: ListAction) => void;
  /** Opens the page of a row. */
  open: (row: SearchRow, byKey: boolean) => void;
}

const Context = createContext<SearchModel | null>(null);

/** The search field, the list and the hotkeys look at one model. */
export function useSearch(): SearchModel {
  const model = use(Context);
  if (!model) throw new Error('useSearch is used outside SearchProvider');
  return model;
}

interface SearchProviderProps {
  /** Opens a code's page; `byKey` where the reader's hand is on the keyboard. */
  onOpen: (code: CodeRef, byKey: boolean) => void;
  children: ReactNode;
}

export function SearchProvider({ onOpen, children }: SearchProviderProps) {
  const answer = useSearchAnswer();
  const { text, selected: selectedKey, open: openFolds, isAwaited } = useSearchState();
  const rows = answer.response?.rows;
  const readAs = answer.response?.readAs;
  const families = useFamilies(rows ?? []);
  const items = useMemo(
    () => listItems(rows ?? [], openFolds, families, readAs),
    [rows, openFolds, families, readAs],
  );
  const found = selectedKey === null ? 0 : items.findIndex((item) => item.key === selectedKey);
  const selectedIndex = items.length === 0 ? -1 : Math.max(0, found);
  const selected = items[selectedIndex] ?? null;

  const { isCurrent, error } = answer;
  const open = useCallback(
    (row: SearchRow, byKey: boolean) => {
      // A row of the answer before belongs to another text.
      if (isCurrent) {
        countOpened();
        rememberPick(text, row);
      }
      onOpen(row, byKey);
    },
    [isCurrent, text, onOpen],
  );

  // Enter pressed before the answer came means the best row of that answer, never a row of the one before.
  useEffect(() => {
    if (!isAwaited || (!isCurrent && !error)) return;
    awaitAnswer(false);
    const best = items[0];
    if (isCurrent && best) open(best.row, true);
  }, [isAwaited, isCurrent, error, items, open]);

  const act = useCallback(
    (action: ListAction) => {
      if (action.do === 'fold') {
        setFold(action.key, action.isOpen);
        return;
      }
      const item = items[action.index];
      if (action.do === 'open' && !isCurrent && selectedKey === null) awaitAnswer(true);
      else if (item && action.do === 'open') open(item.row, true);
      else if (item) selectRow(item.key);
    },
    [items, isCurrent, selectedKey, open],
  );

  const model = useMemo(
    () => ({ answer, items, selectedIndex, selected, act, open }),
    [answer, items, selectedIndex, selected, act, open],
  );
  return <Context value={model}>{children}</Context>;
}
