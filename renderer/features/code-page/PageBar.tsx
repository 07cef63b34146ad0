import { ArrowLeft, ArrowRight, ChevronRight, Copy, PanelLeft, Printer } from 'lucide-react';
import type { CodePage } from '../../../electron/contract/codes.ts';
import { setDrawer, useDrawer } from '../../app/drawer.ts';
import { keysOf } from '../../app/hotkeys.ts';
import type { OpenCode } from '../../app/places.ts';
import { useKeyFamily } from '../../app/platform.ts';
import { useTrail } from '../../app/trail.ts';
import { systemWords } from '../../lib/systems.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { cx } from '../../ui/cx.ts';
import { CodeLink } from './CodeLink.tsx';
import { copiedPage, copyCode } from './copy.ts';
import s from './PageBar.module.css';

/** The page's head, which stays while the page scrolls: where one is, and the way back. */
export function PageBar({ open, page }: { open: OpenCode; page: CodePage | null }) {
  const family = useKeyFamily();
  const trail = useTrail();
  const { isNarrow } = useDrawer();
  return (
    <div className={s['bar']} data-print="never">
      {isNarrow ? (
        <IconButton label="Show the results" onPress={() => setDrawer(true)}>
          <PanelLeft size={16} aria-hidden="true" />
        </IconButton>
      ) : null}
      <IconButton
        label="Back"
        keys={keysOf('back', family)}
        onPress={trail.back}
        isDisabled={!trail.canGoBack}
      >
        <ArrowLeft size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Forward"
        keys={keysOf('forward', family)}
        onPress={trail.forward}
        isDisabled={!trail.canGoForward}
      >
        <ArrowRight size={16} aria-hidden="true" />
      </IconButton>
      <Path open={open} page={page} />
      {page ? (
        <div className={s['copy']}>
          <IconButton label="Print the page" keys={keysOf('print', family)} onPress={() => window.print()}>
            <Printer size={15} aria-hidden="true" />
          </IconButton>
          <Tip label="Copy the code" keys={keysOf('copy.code', family)}>
            <Button kind="quiet" onPress={() => copyCode(copiedPage(page), false)}>
              <Copy size={13} aria-hidden="true" /> Copy code
            </Button>
          </Tip>
          <Tip label="Copy the code and its description" keys={keysOf('copy.full', family)}>
            <Button
              kind="quiet"
              label="Copy code + description"
              onPress={() => copyCode(copiedPage(page), true)}
            >
              <Copy size={13} aria-hidden="true" /> + description
            </Button>
          </Tip>
        </div>
      ) : null}
    </div>
  );
}

function Path({ open, page }: { open: OpenCode; page: CodePage | null }) {
  const system = systemWords[open.system];
  return (
    <nav className={s['path']} aria-label="Path">
      <ol className={s['steps']}>
        <li className={s['step']} title={system.name}>
          {system.tag}
        </li>
        {page?.path.map(({ code, label, title }) => (
          <li key={label} className={cx(s['step'], code !== null && s['whole'])} title={title}>
            <ChevronRight size={12} className={s['arrow']} aria-hidden="true" />
            {code === null ? (
              <span>{label}</span>
            ) : (
              <CodeLink system={open.system} code={code} label={label} />
            )}
          </li>
        ))}
        <li className={s['step']} aria-current="page">
          <ChevronRight size={12} className={s['arrow']} aria-hidden="true" />
          <span className={s['here']}>{open.code}</span>
        </li>
      </ol>
    </nav>
  );
}
