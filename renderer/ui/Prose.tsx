import { Fragment } from 'react';
import s from './Prose.module.css';

const date = /(\d{4}-\d{2}-\d{2})/;

/** Running text in which a date is never broken over two lines. */
export function Prose({ text }: { text: string }) {
  return text.split(date).map((piece, index) =>
    index % 2 === 1 ? (
      <span key={index} className={s['whole']}>
        {piece}
      </span>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
}
