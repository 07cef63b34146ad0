import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DiskUse } from '../../../electron/contract/library.ts';
import { ask } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { ScreenPart } from '../../ui/Screen.tsx';
import { say } from '../../ui/toast.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { updatesKey } from '../updates/updates-query.ts';
import { useJob } from './job-store.ts';
import { downloadsKey, libraryKey, useDownloads } from './library-status.ts';
import { printBytes } from './line-words.ts';
import s from './DiskPart.module.css';

type Freed = 'kept' | 'aside' | 'downloads';

const questions: Record<Freed, { title: string; lost: string }> = {
  kept: {
    title: 'Delete the editions that are kept?',
    lost: 'Rolling back, rolling forward and bringing back removed lines is not possible afterwards: the editions would have to be installed or imported again. What answers now stays.',
  },
  aside: {
    title: 'Delete what was set aside?',
    lost: 'These are the code sets that a restore of the starter set replaced. They may open again when a keyring or a backup of library.json comes back; once deleted, they have to be installed or imported again. What answers now stays.',
  },
  downloads: {
    title: 'Delete the downloads?',
    lost: 'What was downloaded and is not imported or installed yet has to be downloaded again, and a download that stopped half-way begins anew. Left alone, what nobody goes on with is deleted after a month. What answers now stays.',
  },
};

/** How much of the disk the library takes, for what, and what of it can be freed. */
export function DiskPart({ disk }: { disk: DiskUse }) {
  const client = useQueryClient();
  const downloads = useDownloads().data?.bytes ?? 0;
  const isBusy = useJob(({ job }) => job !== null);
  const [asked, setAsked] = useState<Freed | null>(null);
  const free = useMutation({
    mutationFn: async (what: Freed) => {
      if (what === 'downloads') {
        client.setQueryData(downloadsKey, await ask('library.clearDownloads', null));
        // An update that had begun to come says how much of it is here.
        void client.invalidateQueries({ queryKey: updatesKey });
      } else client.setQueryData(libraryKey, await ask('library.freeSpace', { what }));
    },
    onSuccess: () => say('Space freed'),
    // Some of it may be gone all the same.
    onError: (_error, what) =>
      what === 'downloads' ? client.invalidateQueries({ queryKey: downloadsKey }) : undefined,
  });
  const freeButton = (what: Freed, label: string) => (
    <Button kind="quiet" onPress={() => setAsked(what)} isDisabled={isBusy || free.isPending} label={label}>
      Free space…
    </Button>
  );
  return (
    <ScreenPart title="Space on this computer">
      <dl className={s['uses']}>
        <dt>Code sets that answer</dt>
        <dd>{printBytes(disk.answering)}</dd>
        <dt>Editions kept to go back to, one a line</dt>
        <dd>{disk.kept === 0 ? 'none' : printBytes(disk.kept)}</dd>
        {disk.kept === 0 ? null : <dd>{freeButton('kept', 'Free space of editions kept')}</dd>}
        {disk.aside === 0 ? null : (
          <>
            <dt>Set aside when the starter set was restored</dt>
            <dd>{printBytes(disk.aside)}</dd>
            <dd>{freeButton('aside', 'Free space of what was set aside')}</dd>
          </>
        )}
        {downloads === 0 ? null : (
          <>
            <dt>Downloads, whole and begun</dt>
            <dd>{printBytes(downloads)}</dd>
            <dd>{freeButton('downloads', 'Free space of downloads')}</dd>
          </>
        )}
        {disk.unused === 0 ? null : (
          <>
            <dt>Replaced files, deleted at the next start</dt>
            <dd>{printBytes(disk.unused)}</dd>
          </>
        )}
      </dl>
      {free.error ? <Trouble title="Not all of the space was freed" error={free.error} /> : null}
      <Confirm
        title={asked === null ? '' : questions[asked].title}
        yes="Delete"
        no="Keep"
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        onConfirm={() => asked !== null && free.mutate(asked)}
      >
        <p>{asked === null ? '' : questions[asked].lost}</p>
      </Confirm>
    </ScreenPart>
  );
}
