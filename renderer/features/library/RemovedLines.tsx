import type { KeptLine } from '../../../electron/contract/library.ts';
import { keptName } from './kept-words.ts';
import { lineNames, printBytes } from './line-words.ts';
import { LineTools } from './LineTools.tsx';
import s from './LineEntry.module.css';

/** Lines of which nothing answers, but a file is kept. */
export function RemovedLines({ kept }: { kept: readonly KeptLine[] }) {
  return (
    <ul className={s['lines']}>
      {kept.map((one) => (
        <li key={one.line} className={s['entry']}>
          <div className={s['head']}>
            <h3 className={s['name']}>{lineNames[one.line]}</h3>
            <span className={s['size']}>{printBytes(one.bytes)}</span>
          </div>
          <p className={s['kept']}>Kept: {keptName(one)}. Nothing answers from it.</p>
          <LineTools line={one.line} kept={one} answers={false} canRemove={false} />
        </li>
      ))}
    </ul>
  );
}
