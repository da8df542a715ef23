import type { Component } from 'svelte'
import type { Stage } from '../state/navigation.svelte.ts'

type Load = () => Promise<{ readonly default: Component }>

const stageFiles = import.meta.glob<{ readonly default: Component }>('../features/*/*Stage.svelte')
const inspectorFiles = import.meta.glob<{ readonly default: Component }>('../features/*/*Inspector.svelte')

const named = (files: Record<string, Load>, stage: Stage, role: 'Stage' | 'Inspector'): Load | undefined =>
  files[`../features/${stage}/${stage.charAt(0).toUpperCase()}${stage.slice(1)}${role}.svelte`]

/** The pipeline in the order of the rail, with the icon of each. */
export const pipeline: readonly { readonly stage: Stage; readonly icon: string }[] = [
  { stage: 'dataset', icon: 'database' },
  { stage: 'network', icon: 'waypoints' },
  { stage: 'training', icon: 'chart-line' },
  { stage: 'evaluation', icon: 'circle-check' },
  { stage: 'export', icon: 'upload' },
  { stage: 'history', icon: 'history' }
]

/** Loads the component of a stage, or of its inspector; undefined when it has none. */
export const stageComponent = (stage: Stage): Load | undefined => named(stageFiles, stage, 'Stage')
export const inspectorComponent = (stage: Stage): Load | undefined =>
  named(inspectorFiles, stage, 'Inspector')
