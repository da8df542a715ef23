/** What a key asks of the canvas. */
export type CanvasCommand =
  | 'copy'
  | 'cut'
  | 'paste'
  | 'duplicate'
  | 'remove'
  | 'select-all'
  | 'escape'
  | 'connect'
  | 'accept'
  | 'arrange'
  | 'fit'
  | 'zoom-in'
  | 'zoom-out'
  | 'rename'
  | 'freeze'
  | { readonly go: Direction; readonly isExtending: boolean }
  | { readonly nudge: Direction; readonly isFar: boolean }

export type Direction = 'left' | 'right' | 'up' | 'down'

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down'
}

const withControl: Readonly<Record<string, CanvasCommand>> = {
  c: 'copy',
  x: 'cut',
  v: 'paste',
  d: 'duplicate',
  a: 'select-all'
}

const alone: Readonly<Record<string, CanvasCommand>> = {
  delete: 'remove',
  backspace: 'remove',
  escape: 'escape',
  c: 'connect',
  enter: 'accept',
  ' ': 'accept',
  l: 'arrange',
  t: 'freeze',
  f: 'fit',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  f2: 'rename'
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The command of a key press; undefined where the canvas leaves the key alone. */
export function canvasCommand(event: Key): CanvasCommand | undefined {
  const direction = directions[event.key]
  const hasControl = event.ctrlKey || event.metaKey
  if (direction !== undefined && !hasControl) {
    return event.altKey
      ? { nudge: direction, isFar: event.shiftKey }
      : { go: direction, isExtending: event.shiftKey }
  }
  if (event.altKey) return undefined
  const key = event.key.toLowerCase()
  if (hasControl) return event.shiftKey ? undefined : withControl[key]
  return alone[key]
}
