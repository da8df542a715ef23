import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { layerCatalogue } from '../../../src/shared/network/layers/catalogue.ts'
import { defaultParams, type ParamValue } from '../../../src/shared/core/params.ts'
import { language } from '../../../src/renderer/text/text.svelte.ts'
import ParamForm from '../../../src/renderer/ui/ParamForm.svelte'

function drawConv2d() {
  const onchange = vi.fn<(name: string, value: ParamValue) => void>()
  const table = layerCatalogue.conv2d.params
  const values = defaultParams(table) as Record<string, ParamValue>
  render(ParamForm, { table, values, onchange })
  return { onchange, table }
}

test('draws a control, named in the language of the window, for every setting of a layer', () => {
  language.locale = 'zh'
  const { table } = drawConv2d()
  for (const param of Object.values(table))
    expect(screen.getAllByText(param.label.zh).length).toBeGreaterThan(0)
  language.locale = 'en'
})

test('tells which setting changed, and to what', async () => {
  const { onchange, table } = drawConv2d()
  const field = screen.getByLabelText(table['filters']?.label.en ?? '')
  await userEvent.clear(field)
  await userEvent.type(field, '48{Enter}')
  expect(onchange).toHaveBeenCalledExactlyOnceWith('filters', 48)
})
