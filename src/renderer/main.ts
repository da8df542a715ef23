import './no-eval.ts'
import '@fontsource-variable/inter'
import './ui/tokens.css'
import './ui/parts.css'
import { mount } from 'svelte'
import type { WindowBridge } from '../preload/bridge.ts'
import App from './App.svelte'
import { browserBridge } from './browser-bridge.ts'
import { connection } from './frame/connection.svelte.ts'
import { filePicker } from './frame/file-picker.svelte.ts'
import { windowBridge } from './window-bridge.ts'
import { connectStudio } from './studio.ts'

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser tab. */
    readonly studio?: WindowBridge
  }
}

const target = document.querySelector('#app')
if (target === null) throw new Error('index.html has no element "app".')

connectStudio(
  window.studio === undefined
    ? browserBridge({
        location: window.location,
        pick: (kind) => filePicker.ask(kind),
        onConnection: (isConnected) => (connection.isLost = !isConnected)
      })
    : windowBridge(window.studio)
)
mount(App, { target })
