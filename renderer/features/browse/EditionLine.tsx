import type { Speaks } from '../../../electron/contract/browse.ts';
import { Prose } from '../../ui/Prose.tsx';
import { useServiceDate } from '../date-of-service/service-date.ts';
import { useLibrary } from '../library/library-status.ts';
import type { BrowseRoom } from './browse-books.ts';
import { editionsHeld } from './browse-books.ts';
import { editionWords, otherEditionWords } from './edition-words.ts';
import s from './EditionLine.module.css';

/** The edition of the book and its age beside the codes, and whether another one speaks for another date. */
export function EditionLine({ room, speaks }: { room: BrowseRoom; speaks: Speaks }) {
  const { date } = useServiceDate();
  const others = editionsHeld(useLibrary(), room).filter(({ name }) => name !== speaks.edition.name);
  return (
    <p className={s['line']}>
      <Prose text={[editionWords(speaks, date), ...others.map(otherEditionWords)].join(' ')} />
    </p>
  );
}
