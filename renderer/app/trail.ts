import { useEffect, useState } from 'react';
import { useRouter } from '@tanstack/react-router';

export interface Trail {
  canGoBack: boolean;
  canGoForward: boolean;
  back: () => void;
  forward: () => void;
}

/** Back and forward as the window can go; the browser tells only where it is, so the far end is kept here. */
export function useTrail(): Trail {
  const { history } = useRouter();
  const [place, setPlace] = useState({ at: history.location.state.__TSR_index, end: farEnd });
  useEffect(
    () =>
      history.subscribe(({ location, action }) => {
        const at = location.state.__TSR_index;
        farEnd = action.type === 'PUSH' ? at : Math.max(farEnd, at);
        setPlace({ at, end: farEnd });
      }),
    [history],
  );
  return {
    canGoBack: place.at > 0,
    canGoForward: place.at < place.end,
    back: () => history.back(),
    forward: () => history.forward(),
  };
}

let farEnd = 0;
