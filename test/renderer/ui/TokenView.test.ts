import { render, screen } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import TokenView from '../../../src/renderer/ui/TokenView.svelte'
import { tokenMode } from '../../../src/renderer/ui/token-mode.svelte.ts'
import type { TextPiece } from '../../../src/shared/dataset/text/text-piece.ts'

const piece = (text: string, id: number, more: Partial<TextPiece> = {}): TextPiece => ({
  text,
  id,
  weight: null,
  isUnknown: false,
  ...more
})
const turned = 'the‮ cat'
const pieces = [piece('the', 4), piece('<unk>', 1, { isUnknown: true }), piece(' cat', 7), piece('', 0)]

const shown = (): string =>
  screen.getByRole('group', { name: 'As read' }).textContent.replace(/\s+/gu, ' ').trim()
const show = (mode: string): Promise<void> => userEvent.click(screen.getByRole('radio', { name: mode }))

describe('a text as its tokens', () => {
  beforeEach(() => (tokenMode.read = 'tokens'))

  it('shows tokens, then their numbers, then the text, with what turns writing round as its code', async () => {
    render(TokenView, { label: 'As read', text: turned, pieces })
    expect(shown().replaceAll(' ', '')).toBe('the<unk>␣cat·')
    await show('Numbers')
    expect(shown().replaceAll(' ', '')).toBe('the4<unk>1␣cat7·0')
    await show('Text')
    expect(shown()).toBe('the⟨202E⟩ cat')
  })

  it('says how many tokens are unknown, are left out, or do not fit in, and what only fills up', () => {
    render(TokenView, { label: 'As read', text: turned, pieces, moreCount: 3, cutCount: 2 })
    expect(screen.getByText('1 unknown to the model')).toBeTruthy()
    expect(screen.getByText('only fills up')).toBeTruthy()
    expect(screen.getByText('… 3 more')).toBeTruthy()
    expect(screen.getByText('The last 2 tokens do not fit in and are not read.')).toBeTruthy()
  })

  it('keeps the choice for the next text', async () => {
    const { unmount } = render(TokenView, { label: 'As read', text: turned, pieces })
    await show('Numbers')
    unmount()
    render(TokenView, { label: 'As read', text: 'b', pieces: [piece('b', 9)] })
    expect(shown()).toBe('b9')
  })

  it('shows terms with their weights, which have no numbers', () => {
    tokenMode.read = 'ids'
    render(TokenView, { label: 'As read', text: 'cat cat', pieces: [piece('cat', 3, { weight: 0.7 })] })
    expect(shown()).toBe('cat0.7')
    expect(screen.queryByRole('radio', { name: 'Numbers' })).toBeNull()
    expect(screen.getByRole('radio', { name: 'Terms' }).getAttribute('aria-checked')).toBe('true')
  })
})
