/** A path as a shell takes it: what a shell would read as its own is escaped, a leading ~ stays. */
export const shellPath = (path: string): string => path.replace(/[^\p{L}\p{N}_@%+=:,./~-]/gu, '\\$&')

/**
 * The command that predicts with an export.
 *
 * @param folder  of the export, as it is shown to the person
 */
export function predictCommand(folder: string, kind: 'table' | 'images'): string {
  const data = kind === 'table' ? 'data.csv --out predictions.csv' : 'images --out predictions.csv'
  return `layerwright predict ${shellPath(folder)} ${data}`
}
