import type { Section } from '../../../electron/contract/codes.ts';
import { BlockView } from './BlockView.tsx';
import { OutOfForce } from './OutOfForce.tsx';
import { sourceLine } from './sections.ts';
import s from './Facts.module.css';

interface FactsProps {
  section: Section;
  /** False where the part's heading names the edition. */
  namesEdition: boolean;
}

/** Facts of one source and edition, with the line that says whose they are. */
export function Facts({ section, namesEdition }: FactsProps) {
  const { blocks, source, edition, notKnown } = section;
  return (
    <div className={s['facts']}>
      {namesEdition && edition !== null ? <p className={s['edition']}>{edition}</p> : null}
      <OutOfForce notKnown={notKnown} edition={edition} />
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
      <p className={s['source']}>{sourceLine(source)}</p>
    </div>
  );
}
