import type { MenuCommand } from '../../preload/bridge.ts'
import { commands } from './commands.ts'
import { isTextField } from './keys.ts'

/** What the native menu asks for. Undo and redo belong to a text field while it has the focus. */
export function obeyMenu(name: MenuCommand): void {
  if ((name === 'undo' || name === 'redo') && isTextField(document.activeElement)) {
    document.execCommand(name)
    return
  }
  const command = commands.find(({ id }) => id === name)
  if (command?.isAvailable() === true) command.run()
}
