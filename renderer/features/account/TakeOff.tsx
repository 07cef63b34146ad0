import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask, failedWith } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { accountKey } from './account-query.ts';
import { takenOff } from './taken-off.ts';
import { Talking } from './Talking.tsx';
import s from './Account.module.css';

/** Takes the licence off this computer, on the server where it can, and with a receipt in any case. */
export function TakeOff({ isOnline }: { isOnline: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: (isOffline: boolean) => ask('licence.takeOff', { isOffline }),
    onSuccess: ({ account, request }) => {
      takenOff(request);
      client.setQueryData(accountKey, account);
    },
  });
  const isUnheard = failedWith(take.error, 'network-down');
  return (
    <div className={s['form']}>
      <p className={s['muted']}>
        {isOnline
          ? 'The server is told, and the licence is free for another computer at once.'
          : 'You get a signed receipt for the vendor, who then makes a file for the other computer.'}{' '}
        Your notes, settings and public code sets stay here.
      </p>
      <div className={s['actions']}>
        <Button onPress={() => setAsking(true)} isDisabled={take.isPending}>
          Take the licence off this computer…
        </Button>
        {isUnheard ? <Button onPress={() => take.mutate(true)}>Take it off without the server</Button> : null}
      </div>
      {take.isPending && isOnline ? <Talking /> : null}
      {take.error ? <Trouble title="The licence is still on this computer" error={take.error} /> : null}
      <Confirm
        title="Take the licence off this computer?"
        yes="Take it off"
        no="Keep it"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => take.mutate(!isOnline)}
      >
        <p>
          Licensed pages and packs close here at once, and the licence file of this computer is void from then
          on. To come back, activate this computer again.
        </p>
      </Confirm>
    </div>
  );
}
