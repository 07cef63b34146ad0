import { useLayoutEffect } from 'react';
import { useLocation } from '@tanstack/react-router';

/** How far each entry of the window's history was scrolled. */
const kept = new Map<string, number>();

/** Back and forward find a page scrolled as it was left; a page opened anew starts at its top. */
export function useKeptScroll(isDrawn: boolean): void {
  const entry = useLocation({ select: (location) => location.state.__TSR_key ?? location.href });
  useLayoutEffect(() => {
    const pane = document.querySelector<HTMLElement>('[data-pane="page"]');
    if (!isDrawn || !pane) return;
    pane.scrollTop = kept.get(entry) ?? 0;
    const remember = () => kept.set(entry, pane.scrollTop);
    pane.addEventListener('scroll', remember);
    return () => pane.removeEventListener('scroll', remember);
  }, [entry, isDrawn]);
}
