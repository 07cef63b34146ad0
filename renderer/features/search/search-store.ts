import type { VirtualItem } from '@tanstack/react-virtual';
import { create } from 'zustand';
import type { CodeRef, System } from '../../../electron/contract/codes.ts';
import { maxQueryLength } from '../../../electron/contract/names.ts';

interface SearchState {
  text: string;
  /** Systems to show; empty means all. */
  systems: readonly System[];
  /** Only codes that can be reported; systems without such a flag stay. */
  billable: boolean;
  /** Numbers of ICD-10-CM chapters to show; empty means all codes of all systems. */
  chapters: readonly string[];
  /** Key of the selected row once the user has moved; null means the first row, whatever it is. */
  selected: string | null;
  /** Keys of the rows whose near-duplicates are shown. */
  open: ReadonlySet<string>;
  /** Enter was pressed before the answer to `text` came: its best row is to be opened. */
  isAwaited: boolean;
  /** Where the list was scrolled to, for when its pane is drawn again. */
  scrolledTo: number;
  /** Rows as they were measured, for the same. */
  measured: readonly VirtualItem[];
  /** Rows that had been opened when this list was begun: what was chosen since moves none of its rows. */
  openedBefore: number;
}

let opened = 0;

/** A row was opened: lists begun from now on may come in another order. */
export function countOpened(): void {
  opened += 1;
}

/** What another question starts over. */
function anew(): Pick<SearchState, 'selected' | 'scrolledTo' | 'measured' | 'openedBefore'> {
  return { selected: null, scrolledTo: 0, measured: [], openedBefore: opened };
}

export const useSearchState = create<SearchState>(() => ({
  text: '',
  systems: [],
  billable: false,
  chapters: [],
  selected: null,
  open: new Set(),
  isAwaited: false,
  scrolledTo: 0,
  measured: [],
  openedBefore: 0,
}));

export function rowKey({ system, code }: Pick<CodeRef, 'system' | 'code'>): string {
  return `${system}:${code}`;
}

/** A new text is a new list: selection, folds and scrolling start over; the filter stays. */
export function typeSearch(text: string): void {
  useSearchState.setState({
    text: text.slice(0, maxQueryLength),
    open: new Set(),
    isAwaited: false,
    ...anew(),
  });
}

export function toggleSystem(system: System): void {
  useSearchState.setState(({ systems }) => ({
    systems: systems.includes(system) ? systems.filter((one) => one !== system) : [...systems, system],
    ...anew(),
  }));
}

export function showSystems(systems: readonly System[]): void {
  useSearchState.setState({ systems, ...anew() });
}

export function toggleBillable(): void {
  useSearchState.setState(({ billable }) => ({ billable: !billable, ...anew() }));
}

export function showChapters(chapters: readonly string[]): void {
  useSearchState.setState({ chapters, ...anew() });
}

export function clearFilters(): void {
  useSearchState.setState({ systems: [], billable: false, chapters: [], ...anew() });
}

export function awaitAnswer(isAwaited: boolean): void {
  useSearchState.setState({ isAwaited });
}

export function selectRow(key: string): void {
  useSearchState.setState({ selected: key });
}

export function setFold(key: string, isOpen: boolean): void {
  useSearchState.setState(({ open }) => {
    const next = new Set(open);
    if (isOpen) next.add(key);
    else next.delete(key);
    return { open: next, selected: key };
  });
}

export function rememberMeasured(measured: readonly VirtualItem[]): void {
  useSearchState.setState({ measured });
}

export function rememberScroll(offset: number): void {
  useSearchState.setState({ scrolledTo: offset });
}
