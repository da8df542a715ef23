import { preferences as preferencesSchema, type Preferences } from '../../shared/rpc/studio-api.ts'
import { readJsonFile, writeJsonFile } from '../files/json-file.ts'

export const defaultPreferences: Preferences = {
  locale: 'en',
  theme: 'system',
  isInspectorOpen: true,
  inspectorWidth: 320,
  isDrawerOpen: false,
  favouriteLayers: ['dense', 'conv2d', 'dropout'],
  continueRunsOnOpen: 'ask'
}

/** The person's own settings, in one file; what a newer or older version left out is at its default. */
export class PreferencesFile {
  readonly #file: string
  #current: Preferences

  constructor(file: string) {
    this.#file = file
    this.#current = { ...defaultPreferences, ...readJsonFile(file, preferencesSchema.partial().strip()) }
  }

  get(): Preferences {
    return this.#current
  }

  set(change: Partial<Preferences>): Preferences {
    this.#current = preferencesSchema.parse({ ...this.#current, ...change })
    writeJsonFile(this.#file, this.#current)
    return this.#current
  }
}
