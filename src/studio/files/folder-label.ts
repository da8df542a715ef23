import { homedir } from 'node:os'
import { sep } from 'node:path'

/** A folder as a person reads it: `~/Layerwright/Iris`. */
export function folderLabel(folder: string): string {
  const home = homedir()
  const short = folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
  return short.split(sep).join('/')
}
