import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import type { texts } from './texts.ts';

const WEBSITE = 'https://minicloudmaker.org';

interface MenuDeps {
  readonly words: () => ReturnType<typeof texts>;
  readonly showLogs: () => void;
}

/** Sets the app's menu in the words of now; to be called again after the language changed. */
export function setMenu({ words, showLogs }: MenuDeps): void {
  const say = words();
  const mac = process.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const quit: MenuItemConstructorOptions = { role: 'quit', label: say.quit, accelerator: 'CmdOrCtrl+Q' };
  const developer: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [separator, { role: 'reload' }, { role: 'toggleDevTools' }];

  const template: MenuItemConstructorOptions[] = [
    {
      label: say.file,
      submenu: [{ role: 'close', label: say.closeWindow }, ...(mac ? [] : [separator, quit])],
    },
    {
      label: say.edit,
      submenu: [
        { role: 'undo', label: say.undo },
        { role: 'redo', label: say.redo },
        separator,
        { role: 'cut', label: say.cut },
        { role: 'copy', label: say.copy },
        { role: 'paste', label: say.paste },
        { role: 'selectAll', label: say.selectAll },
      ],
    },
    {
      label: say.view,
      submenu: [
        { role: 'zoomIn', label: say.zoomIn },
        { role: 'zoomOut', label: say.zoomOut },
        { role: 'resetZoom', label: say.zoomReset },
        separator,
        { role: 'togglefullscreen', label: say.fullScreen },
        ...developer,
      ],
    },
    ...(mac
      ? [
          {
            label: say.windowMenu,
            role: 'windowMenu',
            submenu: [
              { role: 'minimize', label: say.minimize },
              { role: 'zoom', label: say.zoom },
              separator,
              { role: 'front', label: say.front },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: say.help,
      role: 'help',
      submenu: [
        { label: say.website, click: () => void shell.openExternal(WEBSITE) },
        { label: say.showLogs, click: showLogs },
      ],
    },
  ];
  if (mac) template.unshift(macAppMenu(say, quit));
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function macAppMenu(
  say: ReturnType<MenuDeps['words']>,
  quit: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about', label: say.about },
      { type: 'separator' },
      { role: 'services', label: say.services },
      { type: 'separator' },
      { role: 'hide', label: say.hide },
      { role: 'hideOthers', label: say.hideOthers },
      { role: 'unhide', label: say.showAll },
      { type: 'separator' },
      quit,
    ],
  };
}

/** Cut, copy and paste by the right mouse button, as everywhere else on the computer. */
export function editMenu(
  words: MenuDeps['words'],
  { isEditable, selectionText }: { isEditable: boolean; selectionText: string },
): Menu | null {
  const { cut, copy, paste, selectAll } = words();
  if (isEditable) {
    return Menu.buildFromTemplate([
      { role: 'cut', label: cut },
      { role: 'copy', label: copy },
      { role: 'paste', label: paste },
      { type: 'separator' },
      { role: 'selectAll', label: selectAll },
    ]);
  }
  return selectionText.trim() === '' ? null : Menu.buildFromTemplate([{ role: 'copy', label: copy }]);
}
