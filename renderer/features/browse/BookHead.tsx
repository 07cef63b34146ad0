import type { ComponentProps } from 'react';
import type { Speaks } from '../../../electron/contract/browse.ts';
import type { BrowseRoom } from './browse-books.ts';
import { browseRooms } from './browse-books.ts';
import { EditionLine } from './EditionLine.tsx';
import { FindField } from './FindField.tsx';
import s from './BookHead.module.css';

interface BookHeadProps {
  room: BrowseRoom;
  speaks: Speaks | null;
  find: ComponentProps<typeof FindField>;
  /** Said where nothing begins with what was typed; else empty. */
  missed: string;
}

/** What the book is, how old it is, and the field that turns it to a word. */
export function BookHead({ room, speaks, find, missed }: BookHeadProps) {
  return (
    <div className={s['head']}>
      <div className={s['row']}>
        <h1 className={s['title']}>{browseRooms[room].name}</h1>
        <FindField {...find} />
        <p className={s['missed']} role="status">
          {missed}
        </p>
      </div>
      <div className={s['edition']}>{speaks ? <EditionLine room={room} speaks={speaks} /> : null}</div>
    </div>
  );
}
