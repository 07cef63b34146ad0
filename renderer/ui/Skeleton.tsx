import s from './Skeleton.module.css';

/** Grey lines in the place of text. They appear after a moment, so that a fast answer never flashes them. */
export function Skeleton({ widths }: { widths: readonly number[] }) {
  return (
    <div className={s['skeleton']} aria-hidden="true">
      {widths.map((width, index) => (
        <div key={index} className={s['line']} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
