import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SettingsStore } from './settings.ts';
import type { texts } from './texts.ts';

type FolderSetting = 'uploadFolder' | 'downloadFolder' | 'dataFolder';

interface DialogDeps {
  readonly settings: SettingsStore;
  readonly words: () => ReturnType<typeof texts>;
}

/** The system's dialogs. Each opens where it was left the last time; closing one is not a failure. */
export interface Dialogs {
  upload(parent: BrowserWindow): Promise<string[]>;
  download(parent: BrowserWindow): Promise<string | null>;
  /** Where an archive is to be written; the system asks before something is written over. */
  zip(parent: BrowserWindow, name: string): Promise<string | null>;
  data(parent: BrowserWindow): Promise<string | null>;
  /** Writes the text where the person says, readable by this person only; false when closed. */
  saveText(parent: BrowserWindow, name: string, text: string): Promise<boolean>;
}

export function makeDialogs({ settings, words }: DialogDeps): Dialogs {
  async function choose(
    parent: BrowserWindow,
    setting: FolderSetting,
    start: string,
    options: OpenDialogOptions,
  ): Promise<string[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      ...options,
      defaultPath: settings.get(setting) ?? start,
    });
    const [first] = filePaths;
    if (canceled || first === undefined) return [];
    settings.change({ [setting]: setting === 'uploadFolder' ? path.dirname(first) : first });
    return filePaths;
  }

  return {
    upload: (parent) =>
      choose(parent, 'uploadFolder', app.getPath('home'), {
        title: words().chooseUpload,
        buttonLabel: words().upload,
        // Only macOS has one dialog for both.
        properties: [
          'openDirectory',
          'multiSelections',
          ...(process.platform === 'darwin' ? ['openFile' as const] : []),
        ],
      }),
    async download(parent) {
      const [folder] = await choose(parent, 'downloadFolder', app.getPath('downloads'), {
        title: words().chooseDownload,
        buttonLabel: words().choose,
        properties: ['openDirectory', 'createDirectory'],
      });
      return folder ?? null;
    },
    async zip(parent, name) {
      const folder = settings.get('downloadFolder') ?? app.getPath('downloads');
      const { canceled, filePath } = await dialog.showSaveDialog(parent, {
        title: words().chooseZip,
        buttonLabel: words().save,
        defaultPath: path.join(folder, `${plainName(name)}.zip`),
        filters: [{ name: words().zipFiles, extensions: ['zip'] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (canceled || filePath === '') return null;
      settings.change({ downloadFolder: path.dirname(filePath) });
      return path.extname(filePath).toLowerCase() === '.zip' ? filePath : freeZip(filePath);
    },
    async data(parent) {
      const [folder] = await choose(parent, 'dataFolder', app.getPath('home'), {
        title: words().chooseData,
        buttonLabel: words().choose,
        properties: ['openDirectory', 'createDirectory'],
      });
      return folder ?? null;
    },
    async saveText(parent, name, text) {
      const folder = settings.get('textFolder') ?? app.getPath('documents');
      const { canceled, filePath } = await dialog.showSaveDialog(parent, {
        buttonLabel: words().save,
        defaultPath: path.join(folder, path.basename(name)),
      });
      if (canceled || filePath === '') return false;
      await writeFile(filePath, text, { mode: 0o600 });
      settings.change({ textFolder: path.dirname(filePath) });
      return true;
    },
  };
}

/** A suggested name as every system can hold it; what is left over is for the person to choose. */
function plainName(name: string): string {
  const plain = name
    // oxlint-disable-next-line no-control-regex -- Windows forbids them in names
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]/gu, '_')
    .replace(/[ .]+$/u, '')
    .slice(0, 120);
  return plain === '' ? '_' : plain;
}

/** The name with the ending that an archive has; the system did not ask about what may be there. */
function freeZip(file: string): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? `${file}.zip` : `${file} (${String(number)}).zip`;
    if (!existsSync(free)) return free;
  }
}
