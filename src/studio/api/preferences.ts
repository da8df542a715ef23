import type { Handlers, StageMethods } from './handler.ts'

export const preferenceHandlers: Handlers<StageMethods<'preferences'>> = {
  'preferences.get': (_input, { preferences }) => preferences.get(),
  'preferences.set': (change, { preferences }) => preferences.set(change)
}
