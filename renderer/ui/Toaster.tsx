import { useToast } from './toast.ts';
import s from './Toaster.module.css';

/** The one place where quiet confirmations appear ("Copied E11.9"). */
export function Toaster() {
  const { serial, text } = useToast();
  return (
    <div className={s['place']} role="status" aria-label="Confirmation" data-print="never">
      {text === null ? null : (
        <p key={serial} className={s['toast']}>
          {text}
        </p>
      )}
    </div>
  );
}
