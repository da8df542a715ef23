import type { RunId } from '../../shared/core/ids.ts'

/** The places of an open project, as on the rail; 'start' is the list of projects. */
export type Stage = 'start' | 'dataset' | 'network' | 'training' | 'evaluation' | 'export' | 'history'

class NavigationState {
  stage = $state<Stage>('start')
  /** The run that Train, Evaluate and Export look at; null is the newest. */
  runId = $state<RunId | null>(null)
  /** The runs ticked for comparison in History. */
  comparedRunIds = $state<readonly RunId[]>([])
  isComparing = $state(false)
  /** The question for a new project's name is shown. */
  isCreatingProject = $state(false)

  go(stage: Stage, runId?: RunId): void {
    this.stage = stage
    if (runId !== undefined) this.runId = runId
  }
}

export const navigation = new NavigationState()
