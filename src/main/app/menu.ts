import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../../preload/bridge.ts'

const words = {
  file: { en: 'File', zh: '文件' },
  newProject: { en: 'New project', zh: '新建项目' },
  openProject: { en: 'Open a project folder…', zh: '打开项目文件夹…' },
  edit: { en: 'Edit', zh: '编辑' },
  undo: { en: 'Undo', zh: '撤销' },
  redo: { en: 'Redo', zh: '重做' },
  view: { en: 'View', zh: '视图' },
  help: { en: 'Help', zh: '帮助' },
  keys: { en: 'Keys of this screen', zh: '本屏快捷键' }
}

/**
 * A small menu. Keys that the window handles itself are shown, not registered:
 * undo belongs to the window's own history, or to the text field that has the focus.
 */
export function setMenu(run: (command: MenuCommand) => void): void {
  const locale = app.getLocale().startsWith('zh') ? 'zh' : 'en'
  const command = (
    label: { en: string; zh: string },
    accelerator: string,
    name: MenuCommand
  ): MenuItemConstructorOptions => ({
    label: label[locale],
    accelerator,
    registerAccelerator: false,
    click: () => run(name)
  })
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...own,
      {
        label: words.file[locale],
        submenu: [
          command(words.newProject, 'CmdOrCtrl+N', 'new-project'),
          command(words.openProject, 'CmdOrCtrl+O', 'open-project'),
          { type: 'separator' },
          { role: process.platform === 'darwin' ? 'close' : 'quit' }
        ]
      },
      {
        label: words.edit[locale],
        submenu: [
          command(words.undo, 'CmdOrCtrl+Z', 'undo'),
          command(words.redo, 'CmdOrCtrl+Shift+Z', 'redo'),
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' }
        ]
      },
      {
        label: words.view[locale],
        submenu: [
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'resetZoom' },
          { type: 'separator' },
          { role: 'togglefullscreen' }
        ]
      },
      { label: words.help[locale], role: 'help', submenu: [command(words.keys, '?', 'keys')] }
    ])
  )
}
