import { describe, expect, it } from 'vitest'
import { predictCommand, shellPath } from '../../../src/renderer/features/export/command-line.ts'
import { deviationText } from '../../../src/renderer/features/export/text.ts'

describe('the command that predicts with an export', () => {
  it('keeps the home folder and escapes what a shell would take for its own', () => {
    expect(shellPath('~/Layerwright/Iris (2)/exports/run-1-keras')).toBe(
      '~/Layerwright/Iris\\ \\(2\\)/exports/run-1-keras'
    )
    expect(shellPath('~/层匠/$HOME;rm')).toBe('~/层匠/\\$HOME\\;rm')
  })

  it('names a table for tables and a folder for images', () => {
    expect(predictCommand('~/e', 'table')).toBe('layerwright predict ~/e data.csv --out predictions.csv')
    expect(predictCommand('~/e', 'images')).toBe('layerwright predict ~/e images --out predictions.csv')
  })

  it('writes the deviation as people read it', () => {
    expect(deviationText(0.00000024)).toBe('2.4e-7')
    expect(deviationText(0)).toBe('0')
  })
})
