import { create } from 'zustand';
import type {
  FoundPack,
  ImportSummary,
  InstalledPack,
  Offer,
  Preview,
} from '../../../electron/contract/import.ts';
import type { Rights } from '../../../electron/contract/grants.ts';
import { ask, failedWith } from '../../lib/bridge.ts';
import { say } from '../../ui/toast.ts';
import { useJob } from '../library/job-store.ts';

/** One import, from the files that were offered to its summary. It goes on while the user looks at something else. */
export type ImportState =
  | { phase: 'idle' }
  | { phase: 'looking'; offer: Offer }
  | { phase: 'preview'; offer: Offer; preview: Preview }
  | { phase: 'importing'; offer: Offer; preview: Preview }
  | { phase: 'installing'; offer: Offer; preview: Preview }
  | { phase: 'installed'; offer: Offer; packs: readonly FoundPack[]; results: readonly InstalledPack[] }
  | { phase: 'done'; offer: Offer; summary: ImportSummary }
  | { phase: 'failed'; title: string; error: unknown };

export const useImport = create<{ state: ImportState }>(() => ({ state: { phase: 'idle' } }));

const show = (state: ImportState): void => useImport.setState({ state });

/** True while a process works on files: nothing else can be begun. */
export function isWorking({ phase }: ImportState): boolean {
  return phase === 'looking' || phase === 'importing' || phase === 'installing';
}

/** Looks at the files offered; the preview follows. False while other files are being worked on. */
export function lookAt(offer: Offer): boolean {
  const { state } = useImport.getState();
  if (isWorking(state)) {
    // The same offer may be told twice: as an event, and to a window that asks what waits.
    const isSame = 'offer' in state && state.offer.id === offer.id;
    if (!isSame) say('Other files are being imported. Offer these again when that has finished.');
    return isSame;
  }
  show({ phase: 'looking', offer });
  ask('library.inspect', { offer: offer.id }).then(
    (preview) => show({ phase: 'preview', offer, preview }),
    (error: unknown) => fail('The files could not be looked at', error),
  );
  return true;
}

/** Imports what the preview shows. @param rights for files of the AMA: whose licence they are used under */
export function startImport(rights?: Rights): void {
  const { state } = useImport.getState();
  if (state.phase !== 'preview') return;
  const { offer, preview } = state;
  show({ phase: 'importing', offer, preview });
  ask('library.import', { offer: offer.id, ...(rights ? { rights } : {}) }).then(
    (summary) => show({ phase: 'done', offer, summary }),
    (error: unknown) => fail('The files were not imported', error),
  );
}

/** Installs packs that the preview shows. */
export function startInstall(packs: readonly string[]): void {
  const { state } = useImport.getState();
  if (state.phase !== 'preview') return;
  const { offer, preview } = state;
  show({ phase: 'installing', offer, preview });
  ask('library.installPacks', { offer: offer.id, packs: [...packs] }).then(
    (results) => show({ phase: 'installed', offer, packs: preview.packs, results }),
    (error: unknown) => fail('The packs were not installed', error),
  );
}

/** Stops the looking or the importing; what was finished stays. */
export function cancelImport(): void {
  const { job } = useJob.getState();
  if (job) void ask('library.cancel', { job: job.id });
}

/** Back to the choice of files. */
export function endImport(): void {
  if (!isWorking(useImport.getState().state)) show({ phase: 'idle' });
}

function fail(title: string, error: unknown): void {
  if (failedWith(error, 'cancelled')) {
    say('Cancelled. The library is as it was.');
    show({ phase: 'idle' });
  } else show({ phase: 'failed', title, error });
}
