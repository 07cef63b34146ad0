import { Skeleton } from '../../ui/Skeleton.tsx';
import s from './Starting.module.css';

/** The frame of the window while the library opens; nothing in it moves when the rest arrives. */
export function Starting() {
  return (
    <div className={s['frame']} aria-busy="true">
      <div className={s['header']} />
      <div className={s['rail']} />
      <div className={s['list']} />
      <main className={s['page']}>
        <h1 className="visually-hidden">Opening the library</h1>
        <Skeleton widths={[40, 0, 80, 72, 76]} />
      </main>
      <div className={s['status']} />
    </div>
  );
}
