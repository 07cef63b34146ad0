import { dialog } from 'electron';

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
