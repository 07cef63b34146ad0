import s from './Kbd.module.css';

/** A shortcut as it is printed: one cap for each key. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className={s['keys']}>
      {keys.split(' ').map((key, index) => (
        <span key={index} className={s['key']}>
          {key}
        </span>
      ))}
    </kbd>
  );
}
