import { commands, type Command } from './commands.ts'
import { frame } from './frame.svelte.ts'
import { navigation } from '../state/navigation.svelte.ts'

/** A pressed key as commands write it: 'Ctrl+Shift+Z'. Command on a Mac counts as Ctrl. */
export function keyName({
  key,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const isLetter = /^[a-z]$/iu.test(key)
  const parts = [
    (ctrlKey || metaKey) && 'Ctrl',
    altKey && 'Alt',
    shiftKey && (isLetter || key.length > 1) && 'Shift'
  ]
  return [...parts.filter((part) => part !== false), isLetter ? key.toUpperCase() : key].join('+')
}

/** Whether typing goes into this element. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type)
  )
}

/** A field whose value was taken over has nothing of its own to undo: Ctrl+Z then means the last edit. */
export const isSettled = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset['settled'] === 'true'

/** Whether a field that has the focus keeps the command's keys for itself. */
function isKeptByField({ id, isOfText }: Command, target: EventTarget | null): boolean {
  if (isOfText !== true || !isTextField(target)) return false
  return !(isSettled(target) && (id === 'undo' || id === 'redo'))
}

const findCommand = (name: string): Command | undefined =>
  commands.find(({ keys }) => keys?.split(' ').includes(name) === true)

const isDialogOpen = (): boolean =>
  frame.isPaletteOpen ||
  frame.isKeySheetOpen ||
  frame.isRenameOpen ||
  frame.isDoctorOpen ||
  frame.unfinishedIds.length > 0 ||
  navigation.isCreatingProject

/** The window's own keys. What a stage has handled, and what a text field or a dialog needs, is left alone. */
export function pressKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  if (event.key === 'F6') {
    event.preventDefault()
    moveRegion(event.shiftKey ? -1 : 1)
    return
  }
  const command = findCommand(keyName(event))
  if (command === undefined || isKeptByField(command, event.target)) return
  if (isDialogOpen() && command.id !== 'palette') return
  event.preventDefault()
  if (command.isAvailable()) command.run()
}

/** Moves the focus to the next part of the window: top bar, rail, stage, inspector, drawer. */
function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const index = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(index + step + regions.length) % regions.length]
  const first = next?.querySelector<HTMLElement>(
    '[aria-current="page"], button:not(:disabled):not([tabindex="-1"]), a[href], input'
  )
  ;(first ?? next)?.focus()
}
