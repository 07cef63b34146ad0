import { Label, ProgressBar } from 'react-aria-components';
import s from './Progress.module.css';

interface ProgressProps {
  label: string;
  detail: string;
  /** 0–1, or null while the length is not known. */
  done: number | null;
}

export function Progress({ label, detail, done }: ProgressProps) {
  return (
    <ProgressBar
      className={s['progress'] ?? ''}
      {...(done === null ? { isIndeterminate: true } : { value: done * 100 })}
    >
      {({ percentage, valueText }) => (
        <>
          <div className={s['words']}>
            <Label>{label}</Label>
            <span>{done === null ? '' : valueText}</span>
          </div>
          <div className={s['track']}>
            <div
              className={done === null ? s['unknown'] : s['bar']}
              style={done === null ? {} : { width: `${percentage ?? 0}%` }}
            />
          </div>
          <p className={s['detail']}>{detail}</p>
        </>
      )}
    </ProgressBar>
  );
}
