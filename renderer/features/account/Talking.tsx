import { ask } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import s from './Account.module.css';

/** While the activation server is asked: that it is, and a way to stop. */
export function Talking() {
  return (
    <div className={s['talking']}>
      <Progress label="Asking the activation server" detail="" done={null} />
      <Button onPress={() => void ask('licence.cancel', null)}>Cancel</Button>
    </div>
  );
}
