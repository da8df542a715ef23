import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withStudio } from '../../src/cli/open-studio.ts'
import { projectOf, type Example } from '../../examples/example.ts'
import { measureExample } from '../../examples/measure.ts'
import { temporaryFolder } from '../studio/temporary-folder.ts'

/** A test for each example: trained from its data on, its figure must reach the bound. */
export function testExamples(chosen: readonly Example[]): void {
  it.each(chosen.map((example) => ({ name: example.key, example })))(
    '$name reaches its figure',
    async ({ example }) => {
      const home = temporaryFolder()
      const progress = { show: () => {}, line: () => {}, clear: () => {} }
      const env = { ...process.env, LAYERWRIGHT_HOME: home }
      const context = { progress, env, signal: new AbortController().signal }
      const figure = await withStudio(env, (studio) =>
        measureExample(studio, example, { ...context, projectFolder: join(home, projectOf(example)) })
      )
      expect(figure.figures).toHaveProperty(example.metric)
      expect(figure, `${figure.metric} ${figure.value}, wanted ${figure.bound}`).toMatchObject({
        isMet: true
      })
    }
  )
}
