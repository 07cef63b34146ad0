import { useSyncExternalStore } from 'react';
import { create } from 'zustand';

/** Under this width the results list lies over the page instead of beside it. */
const narrow = '(max-width: 999.98px)';

/** Whether the list lies open over the page in a narrow window. */
const useOpen = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export function setDrawer(isOpen: boolean): void {
  useOpen.setState({ isOpen });
}

export interface Drawer {
  isNarrow: boolean;
  isOpen: boolean;
}

export function useDrawer(): Drawer {
  const isNarrow = useSyncExternalStore(watchWidth, () => window.matchMedia(narrow).matches);
  const isOpen = useOpen((state) => state.isOpen);
  return { isNarrow, isOpen };
}

function watchWidth(changed: () => void): () => void {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
