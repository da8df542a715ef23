import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { layers, partOf, refusal } from '../../scripts/lint/layers.js'

describe('the import rule', () => {
  it.each([
    ['shared/network/layers/dense.ts', 'shared/network'],
    ['shared/recipe.ts', 'shared/recipe'],
    ['trainer/job.ts', 'trainer'],
    ['renderer/features/network/Panel.svelte', 'renderer/features/network'],
    ['renderer/features/network/network.svelte.ts', 'renderer/features/network'],
    ['renderer/studio.ts', 'renderer/studio'],
    ['renderer/App.svelte', 'renderer']
  ])('%s belongs to %s', (path, part) => {
    expect(partOf(path)).toBe(part)
  })

  it.each([
    ['shared/network/infer-shapes.ts', 'shared/core/checked.ts'],
    ['shared/export/manifest.ts', 'shared/dataset/dataset-spec.ts'],
    ['shared/recipe.ts', 'shared/training/training-spec.ts'],
    ['shared/rpc/studio-api.ts', 'shared/recipe.ts'],
    ['trainer/job.ts', 'shared/rpc/trainer-protocol.ts'],
    ['cli/index.ts', 'studio/studio.ts'],
    ['main/index.ts', 'shared/rpc/studio-api.ts'],
    ['renderer/features/network/Panel.svelte', 'renderer/ui/Button.svelte'],
    ['renderer/App.svelte', 'renderer/features/network/Panel.svelte'],
    ['renderer/ui/Button.svelte', 'renderer/text/text.svelte.ts'],
    ['renderer/ui/Note.svelte', 'shared/core/checked.ts'],
    ['renderer/studio.ts', 'preload/bridge.ts']
  ])('lets %s import %s', (from, target) => {
    expect(refusal(from, target, 'file')).toBeUndefined()
  })

  it.each([
    ['shared/dataset/split.ts', 'shared/network/model-spec.ts'],
    ['shared/core/ids.ts', 'shared/problems/network.ts'],
    ['shared/core/ids.ts', 'studio/store/open-store.ts'],
    ['trainer/job.ts', 'studio/store/open-store.ts'],
    ['studio/training/queue.ts', 'trainer/job.ts'],
    ['cli/index.ts', 'trainer/job.ts'],
    ['main/index.ts', 'studio/entry.ts'],
    ['preload/index.ts', 'main/index.ts'],
    ['studio/entry.ts', 'preload/bridge.ts'],
    ['renderer/features/network/Panel.svelte', 'renderer/features/dataset/Panel.svelte'],
    ['renderer/features/network/Panel.svelte', 'renderer/App.svelte'],
    ['renderer/ui/Button.svelte', 'shared/network/model-spec.ts'],
    ['renderer/state/graph.svelte.ts', 'renderer/ui/Button.svelte']
  ])('does not let %s import %s', (from, target) => {
    expect(refusal(from, target, 'file')).toContain('may not import')
  })

  it.each([
    ['shared/core/random.ts', 'node:crypto'],
    ['shared/network/model-spec.ts', '@tensorflow/tfjs-node-gpu'],
    ['trainer/job.ts', 'better-sqlite3'],
    ['trainer/job.ts', 'electron'],
    ['studio/entry.ts', '@tensorflow/tfjs-node-gpu'],
    ['studio/entry.ts', 'electron'],
    ['main/index.ts', 'better-sqlite3'],
    ['preload/index.ts', 'zod'],
    ['renderer/App.svelte', 'fs'],
    ['renderer/features/network/Panel.svelte', 'electron']
  ])('does not let %s import the package %s', (from, target) => {
    expect(refusal(from, target, 'package')).toContain('may not import')
  })

  it.each([
    ['shared/core/schema.ts', 'zod'],
    ['trainer/job.ts', '@tensorflow/tfjs-node-gpu'],
    ['studio/store/open-store.ts', 'better-sqlite3'],
    ['main/index.ts', 'electron'],
    ['main/index.ts', 'node:path'],
    ['renderer/features/network/Canvas.svelte', '@xyflow/svelte']
  ])('lets %s import the package %s', (from, target) => {
    expect(refusal(from, target, 'package')).toBeUndefined()
  })

  it('names what is allowed', () => {
    expect(refusal('shared/network/model-spec.ts', 'shared/training/training-spec.ts', 'file')).toBe(
      'src/shared/network may not import src/shared/training; it may import src/shared/core, src/shared/problems, src/shared/dataset.'
    )
  })

  it.each([
    ["import { x } from '../network/model-spec.ts'"],
    ["export * from '../network/model-spec.ts'"],
    ["export { x } from '../network/model-spec.ts'"],
    ["const late = import('../network/model-spec.ts')"]
  ])('reports `%s` in src/shared/dataset', (code) => {
    const messages = new Linter({ cwd: '/repo' }).verify(
      code,
      [{ files: ['**/*.ts'], plugins: { layerwright: layers }, rules: { 'layerwright/imports': 'error' } }],
      '/repo/src/shared/dataset/split.ts'
    )
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(['layerwright/imports'])
  })
})
