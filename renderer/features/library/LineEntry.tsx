import { Link } from '@tanstack/react-router';
import type { KeptLine, LineInfo } from '../../../electron/contract/library.ts';
import { AnswersFrom } from './AnswersFrom.tsx';
import { lineNames, printBytes } from './line-words.ts';
import { LineTools } from './LineTools.tsx';
import { ReleaseTable } from './ReleaseTable.tsx';
import s from './LineEntry.module.css';

interface LineEntryProps {
  line: LineInfo;
  kept: KeptLine | undefined;
  today: string;
  isFirst: boolean;
  /** No other line answers. */
  isOnly: boolean;
}

/** One file of the library: everything it was made from, how many codes it holds, whose they are. */
export function LineEntry({ line, kept, today, isFirst, isOnly }: LineEntryProps) {
  const name = lineNames[line.line];
  return (
    <li className={s['entry']}>
      <div className={s['head']}>
        <h3 className={s['name']}>{name}</h3>
        {line.starter ? <span className={s['starter']}>starter set</span> : null}
        {line.comparable ? (
          <Link
            to="/library/changes/$line"
            params={{ line: line.line }}
            className={s['new']}
            aria-label={`What’s new in ${name}`}
          >
            What’s new
          </Link>
        ) : null}
        <span className={s['size']}>
          {line.codes === 0 ? '' : `${line.codes.toLocaleString('en-US')} codes · `}
          {printBytes(line.bytes)}
        </span>
      </div>
      <AnswersFrom line={line} today={today} />
      <ReleaseTable name={name} releases={line.releases} today={today} isFirst={isFirst} />
      <details className={s['notices']}>
        <summary>{line.notices.length === 0 ? 'Sources' : 'Sources and notices'}</summary>
        {line.sources.map((source) => (
          <p key={source.id}>
            {source.publisher} · {source.document} · {source.notice}
          </p>
        ))}
        {line.notices.map((notice, index) => (
          <p key={index}>{notice}</p>
        ))}
      </details>
      <LineTools line={line.line} kept={kept} answers canRemove={!isOnly} />
    </li>
  );
}
