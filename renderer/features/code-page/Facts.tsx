import type { Section } from '../../../electron/contract/codes.ts';
import { BlockView } from './BlockView.tsx';
import { OutOfForce } from './OutOfForce.tsx';
import { sourceLine } from './sections.ts';
import s from './Facts.module.css';

interface FactsProps {
  section: Section;
  /** The section above it under the same heading. */
  above: Section | undefined;
  /** False where the part's heading names the edition. */
  namesEdition: boolean;
}

/** Facts of one source and edition, with the line that says whose they are. An edition is said once of neighbours. */
export function Facts({ section, above, namesEdition }: FactsProps) {
  const { blocks, source, edition, notKnown } = section;
  const goesOn = above !== undefined && above.edition === edition && above.notKnown === notKnown;
  return (
    <div className={s['facts']}>
      {namesEdition && !goesOn && edition !== null ? <p className={s['edition']}>{edition}</p> : null}
      {goesOn ? null : <OutOfForce notKnown={notKnown} edition={edition} />}
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
      <p className={s['source']}>{sourceLine(source)}</p>
    </div>
  );
}
