import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Trouble } from '../../ui/Trouble.tsx';
import { useAct } from './account-query.ts';
import { useStanding } from '../grants/standing-query.ts';
import { Talking } from './Talking.tsx';
import s from './Account.module.css';

/** Register, where the server lets users do so, or sign in: both end in this computer's licence file. */
export function SignIn({ mayRegister }: { mayRegister: boolean }) {
  const standing = useStanding();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useAct('licence.signIn');
  const isIncomplete = !/^\S+@\S+\.\S+$/.test(email.trim()) || password === '';
  const begin = (isNew: boolean) =>
    signIn.begin({ email: email.trim(), password, isNew }, { onSuccess: () => setPassword('') });
  return (
    <Form
      className={s['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isIncomplete && !signIn.isBusy) begin(false);
      }}
    >
      <div className={s['pair']}>
        <TextField
          label="E-mail"
          type="email"
          value={email}
          onChange={setEmail}
          isDisabled={signIn.isBusy}
          autoComplete="username"
        />
        <TextField
          label="Password"
          type="password"
          value={password}
          onChange={setPassword}
          isDisabled={signIn.isBusy}
          autoComplete="current-password"
        />
      </div>
      <p className={s['muted']}>
        {mayRegister && standing
          ? `A free account opens ${standing.allowance.registered} more licensed pages. `
          : ''}
        The password goes to the server and is not kept here.
      </p>
      <div className={s['actions']}>
        {mayRegister ? (
          <Button kind="primary" onPress={() => begin(true)} isDisabled={signIn.isBusy || isIncomplete}>
            Register free account
          </Button>
        ) : null}
        <Button onPress={() => begin(false)} isDisabled={signIn.isBusy || isIncomplete}>
          Sign in
        </Button>
      </div>
      {signIn.isBusy ? <Talking /> : null}
      {signIn.error ? <Trouble title="You are not signed in" error={signIn.error} /> : null}
    </Form>
  );
}
