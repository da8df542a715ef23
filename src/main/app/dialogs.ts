import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { z } from 'zod'
import type { PickKind } from '../../preload/bridge.ts'

export const pickKind: z.ZodType<PickKind> = z.enum([
  'table-file',
  'image-file',
  'image-folder',
  'project-folder',
  'export-folder'
])

const options: Readonly<Record<PickKind, OpenDialogOptions>> = {
  'table-file': {
    properties: ['openFile'],
    filters: [
      { name: 'CSV', extensions: ['csv', 'tsv', 'txt', 'gz'] },
      { name: '*', extensions: ['*'] }
    ]
  },
  'image-file': {
    properties: ['openFile'],
    filters: [
      { name: 'PNG, JPEG, WebP …', extensions: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'tif', 'tiff', 'avif'] },
      { name: '*', extensions: ['*'] }
    ]
  },
  'image-folder': { properties: ['openDirectory'] },
  'project-folder': { properties: ['openDirectory'] },
  'export-folder': { properties: ['openDirectory', 'createDirectory'] }
}

/** Shows the system's own dialog. Undefined when it was closed without a choice. */
export async function choosePath(window: BrowserWindow, kind: PickKind): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options[kind])
  return canceled ? undefined : filePaths[0]
}
