import { TriangleAlert } from 'lucide-react';
import type { LineInfo } from '../../../electron/contract/library.ts';
import { ageWords } from '../../lib/edition-age.ts';
import { editionFor } from './library-status.ts';
import { releaseStep } from './line-words.ts';
import s from './AnswersFrom.module.css';

/** Which edition of a line answers today, to when, and how old it is: "NCCI 2024 Q3 · ended 2024-09-30 · eight quarters old". */
export function AnswersFrom({ line, today }: { line: LineInfo; today: string }) {
  const edition = editionFor(line, today);
  if (!edition) return null;
  const age = ageWords(edition.ends, today, releaseStep[line.line]);
  if (age === null) {
    const range =
      edition.begins > today
        ? `begins ${edition.begins}`
        : edition.ends === null
          ? `since ${edition.begins}`
          : `in force to ${edition.ends}`;
    return (
      <p className={s['edition']}>
        {edition.name} · {range}
      </p>
    );
  }
  return (
    <p className={s['edition']}>
      {edition.name} ·{' '}
      <span className={s['old']}>
        <TriangleAlert size={12} aria-hidden="true" /> ended {edition.ends} · {age}
      </span>
    </p>
  );
}
