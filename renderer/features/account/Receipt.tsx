import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RequestView } from './RequestView.tsx';
import { takenOff, useTakenOff } from './taken-off.ts';
import s from './Account.module.css';

/** What taking a licence off left: the receipt that the vendor asks for. */
export function Receipt() {
  const request = useTakenOff((state) => state.request);
  if (request === null) return null;
  return (
    <div className={s['notices']}>
      <Notice kind="info" title="The licence is off this computer" live>
        <p>
          Give this receipt to the vendor if the other computer is to be activated by file. Save it now: it is
          not kept here.
        </p>
      </Notice>
      <RequestView text={request} />
      <div>
        <Button onPress={() => takenOff(null)}>Put the receipt away</Button>
      </div>
    </div>
  );
}
