import { useCallback, useEffect } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { Offer } from '../../../electron/contract/import.ts';
import { ask, listen } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';
import { endImport, lookAt } from './import-store.ts';

/** Shows the import screen with files that were offered, and begins to look at them. */
export function useLookAt(): (offer: Offer) => void {
  const navigate = useNavigate();
  return useCallback(
    (offer) => {
      if (lookAt(offer)) void navigate({ to: '/library/import' });
    },
    [navigate],
  );
}

/** Asks the user for files, or for a folder of them, and begins to look at them. */
export function useChooseFiles(): (kind: 'files' | 'folder') => void {
  const begin = useLookAt();
  return useCallback(
    (kind) => {
      ask('library.chooseFiles', { kind }).then(
        (offer) => offer && begin(offer),
        (error: unknown) => say(error instanceof Error ? error.message : String(error)),
      );
    },
    [begin],
  );
}

/** Ends what is shown of an import and goes back to the library. */
export function useLeaveImport(): () => void {
  const navigate = useNavigate();
  return useCallback(() => {
    endImport();
    void navigate({ to: '/library' });
  }, [navigate]);
}

/** Follows files that come without being asked for: dropped on the window, or opened with the program. */
export function useOffers(): void {
  const begin = useLookAt();
  useEffect(() => {
    ask('library.waitingOffer', null).then(
      (offer) => offer && begin(offer),
      () => {
        // Then nothing waits; what is dropped is told by the event.
      },
    );
    return listen('library.offered', (offer) => {
      if (offer) begin(offer);
      else say('That is no file of this computer. Save it first, then import it.');
    });
  }, [begin]);
}
