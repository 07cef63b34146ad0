import { useLayoutEffect } from 'react';
import { useRouterState } from '@tanstack/react-router';

/** How far each entry of the window's history was scrolled. */
const kept = new Map<string, number>();

/** Back and forward find a page scrolled as it was left; a page opened anew starts at its top. */
export function useKeptScroll(isDrawn: boolean): void {
  // The address changes a moment before what is drawn; in between there is no entry to scroll.
  const entry = useRouterState({
    select: ({ location, matches }) =>
      location.pathname === matches.at(-1)?.pathname ? (location.state.__TSR_key ?? location.href) : null,
  });
  useLayoutEffect(() => {
    const pane = document.querySelector<HTMLElement>('[data-pane="page"]');
    if (!isDrawn || entry === null || !pane) return;
    pane.scrollTop = kept.get(entry) ?? 0;
    const remember = () => kept.set(entry, pane.scrollTop);
    pane.addEventListener('scroll', remember);
    return () => pane.removeEventListener('scroll', remember);
  }, [entry, isDrawn]);
}
