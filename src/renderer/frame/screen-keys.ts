import type { Stage } from '../state/navigation.svelte.ts'
import type { Both } from '../text/text.svelte.ts'

interface ScreenKey {
  readonly keys: string
  readonly label: Both<string>
}

/** Keys of single stages, for the key sheet. */
export const screenKeys: Readonly<Partial<Record<Stage, readonly ScreenKey[]>>> = {
  start: [{ keys: 'Enter', label: { en: 'Open the project in focus', zh: '打开焦点所在的项目' } }]
}
