import { useMutation } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { ask } from '../../lib/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../ui/toast.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import s from './Account.module.css';

/** A request as a code for a phone's camera and as a file. */
export function RequestView({ text }: { text: string }) {
  const save = useMutation({
    mutationFn: () => ask('licence.saveRequest', null),
    onSuccess: (saved) => saved && say('Request saved'),
  });
  return (
    <div className={s['request']}>
      {/* Dark on light in both themes: cameras expect it. The margin belongs to the code. */}
      <QRCodeSVG value={text} size={336} level="L" marginSize={4} title="The request as a QR code" />
      <div className={s['requestSide']}>
        <p className={s['muted']}>
          The code and the file say the same: the licence key, this computer’s name and fingerprint, and the
          version of the program. The request is signed, so that a slip on its way shows.
        </p>
        <div className={s['actions']}>
          <Button onPress={() => save.mutate()} isDisabled={save.isPending}>
            Save the request…
          </Button>
          <Button
            kind="quiet"
            onPress={() => void ask('clipboard.write', { text }).then(() => say('Request copied'))}
          >
            Copy its text
          </Button>
        </div>
        {save.error ? <Trouble title="The request was not saved" error={save.error} /> : null}
      </div>
    </div>
  );
}
