import { dialog, type BrowserWindow } from 'electron'
import type { StudioWork } from '../../shared/rpc/studio-message.ts'
import { closeAnswers, closeQuestion, type CloseAnswer } from '../close-words.ts'

/** Asks with the system's own dialog. Closing it is a cancel. */
export async function askBeforeClosing(window: BrowserWindow, work: StudioWork): Promise<CloseAnswer> {
  const { response } = await dialog.showMessageBox(window, {
    ...closeQuestion(work),
    type: 'question',
    title: 'Layerwright',
    defaultId: closeAnswers.indexOf('background'),
    cancelId: closeAnswers.indexOf('cancel'),
    noLink: true
  })
  return closeAnswers[response] ?? 'cancel'
}
