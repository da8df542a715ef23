import type { StoreDatabase } from './open-store.ts'

/** What is known of the project itself. */
export type SettingKey = 'id' | 'name' | 'createdAt' | 'lastRunNumber' | 'leftAtWork' | 'generation'

export function createSettingQueries(database: StoreDatabase) {
  const read = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?')
  const write = database.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  )
  return {
    get: (key: SettingKey): string | undefined => read.get(key)?.value,
    set: (key: SettingKey, value: string): void => void write.run(key, value)
  }
}
