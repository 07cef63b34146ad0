import { Link } from '@tanstack/react-router';
import type { Digest } from '../../../electron/contract/recent.ts';
import { Button } from '../../ui/Button.tsx';
import { ScreenPart } from '../../ui/Screen.tsx';
import { SystemTag } from '../../ui/SystemTag.tsx';
import { CodeLink } from '../code-page/CodeLink.tsx';
import { useLibrary } from '../library/library-status.ts';
import { lineNames } from '../library/line-words.ts';
import { changeWords, digestSentence } from './digest-words.ts';
import { useDigests, useDismissDigest } from './recent-query.ts';
import s from './Digests.module.css';

/** After an update: what it changed of the codes that were opened lately. Nothing where no update waits to be read. */
export function Digests() {
  const { data = [] } = useDigests();
  if (data.length === 0) return null;
  return (
    <ScreenPart title="What’s new for your recent codes">
      <ul className={s['digests']}>
        {data.map((digest) => (
          <OneDigest key={digest.line} digest={digest} />
        ))}
      </ul>
    </ScreenPart>
  );
}

function OneDigest({ digest }: { digest: Digest }) {
  const dismiss = useDismissDigest();
  const { lines } = useLibrary();
  const name = lineNames[digest.line];
  const isComparable = lines.some(({ line, comparable }) => line === digest.line && comparable);
  return (
    <li className={s['digest']}>
      <div className={s['head']}>
        <p>
          {digestSentence(digest)}{' '}
          {isComparable ? (
            <Link
              to="/library/changes/$line"
              params={{ line: digest.line }}
              aria-label={`All that is new in ${name}`}
            >
              All that is new
            </Link>
          ) : null}
        </p>
        <Button
          kind="quiet"
          label={`Dismiss what is new in ${name}`}
          onPress={() => dismiss.mutate(digest.line)}
          isDisabled={dismiss.isPending}
        >
          Dismiss
        </Button>
      </div>
      {digest.changed.length === 0 ? null : (
        <ul className={s['codes']} aria-label={`Changed in ${name}`}>
          {digest.changed.map(({ system, code, title, changes }) => (
            <li key={`${system} ${code}`} className={s['code']}>
              <SystemTag system={system} />
              {title === '' ? (
                <span className={s['key']}>{code}</span>
              ) : (
                <CodeLink system={system} code={code} className={s['key']} />
              )}
              <span className={s['title']}>{title === '' ? 'not in the library any more' : title}</span>
              <span className={s['what']}>{changes.map(changeWords).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
