import type { Preferences } from '../../shared/rpc/studio-api.ts'
import { studio } from '../studio.ts'
import { language } from '../text/text.svelte.ts'

/** The person's own settings of the window, kept by the studio. */
class PreferencesState {
  #current = $state<Preferences>({
    locale: 'en',
    theme: 'system',
    isInspectorOpen: true,
    inspectorWidth: 320,
    isDrawerOpen: false,
    favouriteLayers: ['dense', 'conv2d', 'dropout'],
    continueRunsOnOpen: 'ask'
  })

  get current(): Preferences {
    return this.#current
  }

  async load(): Promise<void> {
    this.#show(await studio().call('preferences.get', {}))
  }

  /** Shown at once, then kept. */
  async change(change: Partial<Preferences>): Promise<void> {
    this.#show({ ...this.#current, ...change })
    await studio().call('preferences.set', change)
  }

  #show(preferences: Preferences): void {
    this.#current = preferences
    language.locale = preferences.locale
    const isDark =
      preferences.theme === 'dark' ||
      (preferences.theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches)
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    document.documentElement.lang = preferences.locale === 'zh' ? 'zh-CN' : 'en'
  }
}

export const preferences = new PreferencesState()
