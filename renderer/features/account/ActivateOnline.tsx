import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Account } from '../../../electron/contract/account.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useAct } from './account-query.ts';
import { Talking } from './Talking.tsx';
import s from './Account.module.css';

/** A licence key, activated on the configured server; and a newer file where that was done before. */
export function ActivateOnline({ account }: { account: Account }) {
  const [key, setKey] = useState('');
  const activate = useAct('licence.activate');
  const fetchNewest = useAct('licence.fetchNewest');
  const error = activate.error ?? fetchNewest.error;
  const isBusy = activate.isBusy || fetchNewest.isBusy;
  const begin = () => activate.begin({ key: key.trim() }, { onSuccess: () => setKey('') });
  return (
    <Form
      className={s['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '' && !isBusy) begin();
      }}
    >
      <TextField
        label="Licence key"
        value={key}
        onChange={setKey}
        isCode
        isDisabled={isBusy}
        note="The key, and this computer’s name and fingerprint, are sent to the server when you press Activate. From then on no network is needed."
      />
      <div className={s['actions']}>
        <Button kind="primary" onPress={begin} isDisabled={isBusy || key.trim() === ''}>
          Activate
        </Button>
        {account.removable?.isOnline === true ? (
          <Button onPress={() => fetchNewest.begin(null)} isDisabled={isBusy}>
            Fetch the newest licence file
          </Button>
        ) : null}
      </div>
      {isBusy ? <Talking /> : null}
      {error ? <Trouble title="The licence was not activated" error={error} /> : null}
    </Form>
  );
}
