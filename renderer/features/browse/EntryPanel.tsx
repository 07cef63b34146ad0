import { Button as AriaButton } from 'react-aria-components';
import type { BrowseEntry, BrowseTarget, Destination } from '../../../electron/contract/browse.ts';
import { Prose } from '../../ui/Prose.tsx';
import { SystemTag } from '../../ui/SystemTag.tsx';
import { VerdictBadge } from '../../ui/VerdictBadge.tsx';
import { printedCode } from './index-trail.ts';
import { referenceWords } from './target-words.ts';
import type { Standing } from './use-browse-go.ts';
import s from './EntryPanel.module.css';

type Openable = Pick<BrowseTarget, 'system' | 'code' | 'state'>;

interface EntryPanelProps {
  entry: BrowseEntry | undefined;
  standing: Standing | null;
  onOpen: (target: Openable) => void;
  onFollow: (destination: Destination) => void;
}

/** The selected entry in full: the way to it, its codes with their standing on the date, and where it sends the reader. */
export function EntryPanel({ entry, standing, onOpen, onFollow }: EntryPanelProps) {
  return (
    <aside className={s['panel']} aria-label="Selected entry">
      {entry && standing ? (
        <>
          <Way path={standing.path} nonessential={entry.nonessential} />
          {entry.code ? (
            <Target target={entry.code} isNamed={entry.code.title !== entry.title} onOpen={onOpen} />
          ) : null}
          {entry.manifestation ? (
            <Target target={entry.manifestation} name="With it, the manifestation" isNamed onOpen={onOpen} />
          ) : null}
          <References entry={entry} onFollow={onFollow} />
          {entry.code === null && entry.references.length === 0 ? (
            <p className={s['quiet']}>
              {entry.children > 0
                ? `${entry.children.toLocaleString('en-US')} below: → opens them.`
                : 'No code stands here.'}
            </p>
          ) : null}
        </>
      ) : (
        <p className={s['quiet']}>The entry that is selected is explained here.</p>
      )}
    </aside>
  );
}

function Way({ path, nonessential }: { path: readonly string[]; nonessential: readonly string[] }) {
  const above = path.slice(0, -1);
  return (
    <div>
      {above.length > 0 ? <p className={s['above']}>{above.join(' › ')}</p> : null}
      <h2 className={s['title']}>
        {path.at(-1)}
        {nonessential.length > 0 ? (
          <span className={s['nonessential']}> {nonessential.map((words) => `(${words})`).join(' ')}</span>
        ) : null}
      </h2>
    </div>
  );
}

interface TargetProps {
  target: BrowseTarget;
  name?: string;
  /** Whether the code's own title says more than the entry's. */
  isNamed: boolean;
  onOpen: (target: Openable) => void;
}

function Target({ target, name, isNamed, onOpen }: TargetProps) {
  const { system, title, verdict, state, candidates, below } = target;
  const code = printedCode(target);
  return (
    <section className={s['target']} aria-label={name ?? 'Code'}>
      {name === undefined ? null : <p className={s['name']}>{name}</p>}
      <div className={s['head']}>
        {verdict ? (
          <AriaButton className={s['open'] ?? ''} aria-label={`Open ${code}`} onPress={() => onOpen(target)}>
            {code}
          </AriaButton>
        ) : (
          <span className={s['gone']}>{code}</span>
        )}
        {verdict ? <VerdictBadge state={verdict.state} label={verdict.label} /> : null}
        <SystemTag system={system} />
      </div>
      {title === '' || !isNamed ? null : <p>{title}</p>}
      <p className={s['sentence']}>
        <Prose text={verdict?.sentence ?? `${code} is in no edition of the codes that is held.`} />
      </p>
      {state === 'header' && below > 0 ? (
        <p className={s['sentence']}>
          {below === 1 ? 'One code' : `${below.toLocaleString('en-US')} codes`} under it may be reported: its
          page lists them.
        </p>
      ) : null}
      {candidates.length > 0 ? (
        <>
          <p className={s['name']}>Candidates in its place, by the conversion table</p>
          <ul className={s['candidates']}>
            {candidates.map((candidate) => (
              <li key={candidate}>
                <AriaButton
                  className={s['open'] ?? ''}
                  aria-label={`Open ${candidate}`}
                  onPress={() => onOpen({ system, code: candidate, state: 'valid' })}
                >
                  {candidate}
                </AriaButton>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function References({ entry, onFollow }: Pick<EntryPanelProps, 'onFollow'> & { entry: BrowseEntry }) {
  if (entry.references.length === 0) return null;
  return (
    <ul className={s['references']}>
      {entry.references.map((reference, at) => {
        const { lead, text } = referenceWords(reference);
        const { destination } = reference;
        return (
          <li key={at}>
            <i>{lead}</i>{' '}
            {destination ? (
              <AriaButton className={s['follow'] ?? ''} onPress={() => onFollow(destination)}>
                {text}
              </AriaButton>
            ) : (
              text
            )}
          </li>
        );
      })}
    </ul>
  );
}
