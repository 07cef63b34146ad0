import { Fragment } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { NoteText as Parts } from '../../../electron/contract/codes.ts';
import { CodeLink } from './CodeLink.tsx';
import s from './NoteText.module.css';

/** A note in which every code that has a page is a link, and what has become of a code stands behind it. */
export function NoteText({ parts }: { parts: Parts }) {
  return parts.map(({ text, code }, index) =>
    code === null ? (
      <Fragment key={index}>{text}</Fragment>
    ) : (
      <span key={index} className={s['named']}>
        {code.held ? (
          <CodeLink system="icd10cm" code={code.code} label={text} className={s['code']} />
        ) : (
          <span className={s['code']}>{text}</span>
        )}
        {code.mark === '' ? null : (
          <span className={s['mark']}>
            {' '}
            <TriangleAlert size={11} aria-hidden="true" />
            {code.mark}
          </span>
        )}
      </span>
    ),
  );
}
