import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { RequestPurpose } from '../../../electron/contract/account.ts';
import { ask } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { RequestView } from './RequestView.tsx';
import s from './Account.module.css';

/** The request of a desk without a network: by a licence key, or by an e-mail address for a free account. */
export function MakeRequest() {
  const [text, setText] = useState('');
  const make = useMutation({ mutationFn: (wanted: RequestPurpose) => ask('licence.request', wanted) });
  const given = text.trim();
  const begin = () =>
    make.mutate(
      /^\S+@\S+\.\S+$/.test(given)
        ? { purpose: 'register', email: given }
        : { purpose: 'activate', key: given },
    );
  return (
    <div className={s['form']}>
      <p className={s['muted']}>
        Make a request here and take it to the vendor by a USB stick, or photograph its code with a phone. The
        licence file that comes back works on this computer and on no other.
      </p>
      <TextField
        label="Licence key, or e-mail address for a free account"
        value={text}
        onChange={(value) => {
          setText(value);
          make.reset();
        }}
        isCode
      />
      <div className={s['actions']}>
        <Button onPress={begin} isDisabled={given === '' || make.isPending}>
          Make a request
        </Button>
      </div>
      {make.error ? <Trouble title="The request was not made" error={make.error} /> : null}
      {make.data ? <RequestView text={make.data.text} /> : null}
    </div>
  );
}
