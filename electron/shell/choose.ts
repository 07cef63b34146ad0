import { dialog } from 'electron';
import { replaceFile } from '../codeset/atomic-file.ts';

/** Lets the user choose the folder of a built library; undefined when they cancel. */
export async function chooseLibrary(): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Add a built library',
    buttonLabel: 'Add',
    properties: ['openDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/**
 * Lets the user choose official files, several at once, or one folder of them: only macOS has one dialog for both.
 * Empty when they cancel. No filter by extension: files are recognised by their content.
 */
export async function chooseFiles(kind: 'files' | 'folder'): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(
    kind === 'files'
      ? {
          title: 'Import official files',
          buttonLabel: 'Look at them',
          properties: ['openFile', 'multiSelections'],
        }
      : {
          title: 'Import a folder of official files',
          buttonLabel: 'Look at it',
          properties: ['openDirectory'],
        },
  );
  return canceled ? [] : filePaths;
}

/** Lets the user choose a licence, machine or roster file; undefined when they cancel. */
export async function chooseLicence(): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Open a licence file',
    buttonLabel: 'Open',
    properties: ['openFile'],
    filters: [
      { name: 'Licence files', extensions: ['lic', 'roster'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return canceled ? undefined : filePaths[0];
}

/** Saves a text where the user says. @returns false when they cancel @throws AppError `disk-full`, `read-only` */
export async function saveText(name: string, text: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: 'Save the request',
    defaultPath: name,
  });
  if (canceled || filePath === '') return false;
  await replaceFile(filePath, `${text}\n`, 0o644);
  return true;
}
