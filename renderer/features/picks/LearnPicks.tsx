import { mostPicks } from '../../../electron/contract/recent.ts';
import { CheckBox } from '../../ui/CheckBox.tsx';
import { Forget, ForgetNote } from '../recent/Forget.tsx';
import { useForgetPicks, usePicksKept } from './picks-query.ts';

interface LearnPicksProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Whether the rows opened for a query come up again, how many are remembered, and the way to forget them. */
export function LearnPicks({ isOn, onChange }: LearnPicksProps) {
  const { kept, isPending } = usePicksKept();
  return (
    <Forget
      id="learn-picks"
      title="Your choices"
      button="Forget what I chose…"
      question="Forget what you chose?"
      lost="The choices remembered for your queries are deleted, and results come in their own order again. Nothing else is."
      failed="The choices were not forgotten"
      forget={useForgetPicks()}
      isDisabled={isPending || kept === 0}
    >
      <CheckBox
        label="Learn from what I choose"
        note="A row that you opened comes up when you ask for the same words again. A code that you type still stands first."
        isSelected={isOn}
        onChange={onChange}
      />
      <ForgetNote>
        {keptWords(kept)} They are encrypted, on this computer only, and at most{' '}
        {mostPicks.toLocaleString('en-US')}: the oldest make room.
        {isOn ? '' : ' While this is off nothing is added, and what is remembered moves no row.'}
      </ForgetNote>
    </Forget>
  );
}

function keptWords(kept: number | undefined): string {
  if (kept === undefined) return 'The query and the code of each choice are remembered.';
  if (kept === 0) return 'No choice is remembered yet: of each, the words of the query and the code are.';
  const many = `${kept.toLocaleString('en-US')} ${kept === 1 ? 'choice is' : 'choices are'} remembered`;
  return `${many}: of each, the words of the query and the code.`;
}
