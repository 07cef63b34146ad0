import { Notice } from '../../ui/Notice.tsx';
import { Prose } from '../../ui/Prose.tsx';

interface OutOfForceProps {
  /** "Not known for this date: …"; null where the edition was in force. */
  notKnown: string | null;
  edition: string | null;
}

/** Says, before facts of an edition that was not in force on the date of service, that they do not answer for it. */
export function OutOfForce({ notKnown, edition }: OutOfForceProps) {
  if (notKnown === null) return null;
  return (
    <Notice kind="caution">
      <Prose text={`${notKnown} ${edition ?? 'The edition held'} says:`} />
    </Notice>
  );
}
