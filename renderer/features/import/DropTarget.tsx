import { useEffect, useState } from 'react';
import { FolderInput } from 'lucide-react';
import { isWorking, useImport } from './import-store.ts';
import s from './DropTarget.module.css';

/** Longer than the slowest browser waits between two words of a drag, milliseconds. */
const goneAfter = 2000;

/**
 * Takes files dropped anywhere on the window. Where they lie is read by the preload script and told to the main
 * process, which offers them (`library.offered`); here they are only welcomed, so that the window does not open them.
 */
export function DropTarget() {
  const [isOver, setOver] = useState(false);
  const isBusy = useImport(({ state }) => isWorking(state));
  useEffect(() => {
    // The browser says "over" several times a second; a drag that ended unseen says nothing more.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      setOver(false);
    };
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      clearTimeout(timer);
      timer = setTimeout(end, goneAfter);
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Into another element of the window is not out of it.
      if (!event.relatedTarget) end();
    };
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      end();
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={s['target']} aria-hidden="true">
      <div className={s['words']}>
        <FolderInput size={20} />
        {isBusy ? 'Other files are being imported' : 'Drop to see what these files are'}
      </div>
    </div>
  );
}

/** Text is dragged into fields, and is nothing to import. */
function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
