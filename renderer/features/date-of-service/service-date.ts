import { create } from 'zustand';
import { useLibrary } from '../library/library-status.ts';

/** The date chosen, or null for today, so that a window left open overnight moves on with the calendar. */
const useChosen = create<{ chosen: string | null }>(() => ({ chosen: null }));

export interface ServiceDate {
  date: string;
  today: string;
  isToday: boolean;
}

/** The date of service that governs every search and page. */
export function useServiceDate(): ServiceDate {
  const { today } = useLibrary();
  const chosen = useChosen((state) => state.chosen);
  const date = chosen ?? today;
  return { date, today, isToday: date === today };
}

export function chooseServiceDate(date: string, today: string): void {
  useChosen.setState({ chosen: date === today ? null : date });
}

export function backToToday(): void {
  useChosen.setState({ chosen: null });
}
