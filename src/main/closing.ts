import { app, powerMonitor, type BrowserWindow } from 'electron'
import { askBeforeClosing } from './app/close-question.ts'
import { log } from './app/log.ts'
import type { StudioProcess } from './studio-process.ts'

/**
 * When the program ends: with its window, unless runs are at work and the person wants them to go on in the background.
 * A signal, a log-out or a shutdown asks nobody: runs are paused with a checkpoint.
 */
export class Closing {
  readonly #studio: StudioProcess
  /** Decided already: windows close without a question. */
  #isLeaving = false
  #isInBackground = false
  #isAsking = false

  constructor(studio: StudioProcess) {
    this.#studio = studio
    app.on('window-all-closed', () => {
      if (!this.#isInBackground || !this.#studio.isAtWork) app.quit()
    })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => this.#leave(signal))
    }
    powerMonitor.on('shutdown', () => this.#leave('shutdown'))
  }

  /** Whether training goes on without a window. */
  get isInBackground(): boolean {
    return this.#isInBackground
  }

  /** Asks before this window is closed over a run at work. */
  watch(window: BrowserWindow): void {
    this.#isInBackground = false
    window.on('close', (event) => {
      if (this.#isLeaving || this.#isInBackground || !this.#studio.isAtWork) return
      event.preventDefault()
      void this.#ask(window)
    })
    window.on('session-end', () => this.#leave('session end'))
  }

  /** Told whenever a run begins or ends: in the background the program ends with the last. */
  onWork(isAtWork: boolean): void {
    if (this.#isInBackground && !isAtWork) app.quit()
  }

  async #ask(window: BrowserWindow): Promise<void> {
    const { work } = this.#studio
    if (this.#isAsking || work === undefined) return
    this.#isAsking = true
    const answer = await askBeforeClosing(window, work)
    this.#isAsking = false
    log('closing over a run at work', answer)
    if (answer === 'cancel' || window.isDestroyed()) return
    if (answer === 'background') {
      this.#isInBackground = true
      window.close()
    } else {
      this.#isLeaving = true
      app.quit()
    }
  }

  #leave(reason: string): void {
    log('leaving', reason)
    this.#isLeaving = true
    app.quit()
  }
}
