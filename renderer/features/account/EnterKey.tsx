import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useAct } from './account-query.ts';
import s from './Account.module.css';

/** The key of an encrypted licence file that lies here already. */
export function EnterKey() {
  const [key, setKey] = useState('');
  const enter = useAct('licence.enterKey');
  const begin = () => enter.begin({ key: key.trim() }, { onSuccess: () => setKey('') });
  return (
    <Form
      className={s['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') begin();
      }}
    >
      <TextField label="Licence key of the encrypted file" value={key} onChange={setKey} isCode />
      <div className={s['actions']}>
        <Button kind="primary" onPress={begin} isDisabled={enter.isBusy || key.trim() === ''}>
          Open it
        </Button>
      </div>
      {enter.error ? <Trouble title="The file was not opened" error={enter.error} /> : null}
    </Form>
  );
}
