import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import NumberField from '../../../src/renderer/ui/NumberField.svelte'

function draw() {
  const onchange = vi.fn()
  render(NumberField, { value: 32, onchange, label: 'Units', min: 1, max: 64, isWhole: true })
  return { onchange, field: screen.getByRole('textbox', { name: 'Units' }) }
}

test('commits what was typed at Enter, and not before', async () => {
  const { onchange, field } = draw()
  await userEvent.clear(field)
  await userEvent.type(field, '48')
  expect(onchange).not.toHaveBeenCalled()
  await userEvent.type(field, '{Enter}')
  expect(onchange).toHaveBeenCalledExactlyOnceWith(48)
})

test('commits when the field is left', async () => {
  const { onchange, field } = draw()
  await userEvent.clear(field)
  await userEvent.type(field, '8')
  await fireEvent.blur(field)
  expect(onchange).toHaveBeenCalledExactlyOnceWith(8)
})

test('says its limits when the number is outside them, and changes nothing', async () => {
  const { onchange, field } = draw()
  await userEvent.clear(field)
  await userEvent.type(field, '65{Enter}')
  expect(onchange).not.toHaveBeenCalled()
  expect(screen.getByRole('alert').textContent).toBe('Enter a whole number from 1 to 64.')
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

test('puts the old value back at Escape', async () => {
  const { onchange, field } = draw()
  await userEvent.clear(field)
  await userEvent.type(field, '7{Escape}')
  expect((field as HTMLInputElement).value).toBe('32')
  await fireEvent.blur(field)
  expect(onchange).not.toHaveBeenCalled()
})

test('steps by the arrow keys', async () => {
  const { onchange, field } = draw()
  field.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(onchange).toHaveBeenCalledExactlyOnceWith(33)
})
