import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { failedWith } from '../../lib/bridge.ts';
import { useAct } from './account-query.ts';
import s from './Account.module.css';

/** A licence, machine or roster file: chosen, dropped or pasted; with its key where it is encrypted. */
export function OpenLicence({ keysKept }: { keysKept: boolean }) {
  const [isPasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  const [key, setKey] = useState('');
  const choose = useAct('licence.chooseFile');
  const paste = useAct('licence.takeText');
  const error = choose.error ?? paste.error;
  const isBusy = choose.isBusy || paste.isBusy;
  const needsKey = failedWith(error, 'licence-needs-key') || key !== '';
  const given = key.trim() === '' ? null : key.trim();
  const done = () => {
    setKey('');
    setText('');
    setPasting(false);
  };
  return (
    <div className={s['form']}>
      <p className={s['muted']}>
        Open the .lic file that came from the vendor or from your administrator, drop it on this window, or
        paste its text. Nothing is sent anywhere.
      </p>
      {needsKey ? (
        <TextField
          label="Licence key of the file"
          value={key}
          onChange={setKey}
          isCode
          note="The file is encrypted. Enter the key that came with it, then open the file again."
        />
      ) : null}
      {isPasting ? (
        <TextField label="Text of the file" value={text} onChange={setText} isCode rows={6} />
      ) : null}
      <div className={s['actions']}>
        <Button
          kind={isPasting ? 'plain' : 'primary'}
          onPress={() => choose.begin({ key: given }, { onSuccess: (taken) => taken && done() })}
          isDisabled={isBusy}
        >
          Open a licence file…
        </Button>
        {isPasting ? (
          <Button
            kind="primary"
            onPress={() => paste.begin({ text, key: given }, { onSuccess: done })}
            isDisabled={isBusy || text.trim() === ''}
          >
            Take this text
          </Button>
        ) : (
          <Button onPress={() => setPasting(true)}>Paste its text…</Button>
        )}
      </div>
      {error ? <Trouble title="The file was not taken" error={error} /> : null}
      {keysKept ? null : (
        <Notice kind="info" title="The system keyring is not available">
          <p>
            A licence key that opens an encrypted file is forgotten when the program ends, and asked for
            again. Unlock or install a keyring to have it kept.
          </p>
        </Notice>
      )}
    </div>
  );
}
