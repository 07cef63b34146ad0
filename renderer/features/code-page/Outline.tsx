import { Button } from 'react-aria-components';
import { useKeyFamily } from '../../app/platform.ts';
import { goToSection } from './sections.ts';
import type { PagePart } from './sections.ts';
import s from './Outline.module.css';

/** The parts of the page with the digit that goes to each; drawn where there is room beside the text. */
export function Outline({ parts }: { parts: readonly PagePart[] }) {
  const modifier = useKeyFamily() === 'apple' ? '⌃' : 'Alt';
  if (parts.length < 2) return null;
  return (
    <nav className={s['outline']} aria-label="On this page" data-print="never">
      <ol className={s['list']}>
        {parts.map(({ id, title }, index) => (
          <li key={id}>
            <Button className={s['part'] ?? ''} onPress={() => goToSection(index + 1)}>
              <span className={s['number']}>{index + 1}</span>
              <span className={s['title']}>{title}</span>
            </Button>
          </li>
        ))}
      </ol>
      <p className={s['hint']}>{modifier} with the number goes there</p>
    </nav>
  );
}
