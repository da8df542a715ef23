import { closeProject, pickProject } from '../state/projects.ts'
import { navigation, type Stage } from '../state/navigation.svelte.ts'
import { preferences } from '../state/preferences.svelte.ts'
import { project } from '../state/project.svelte.ts'
import { continueRun, pauseRun } from '../state/run-actions.ts'
import { runs } from '../state/runs.svelte.ts'
import { language, type Both } from '../text/text.svelte.ts'
import { frame } from './frame.svelte.ts'
import { pipeline, stageComponent } from './stages.ts'
import { text } from './text.ts'

/** Something the window can do: listed by the palette and the key sheet, run by its keys. */
export interface Command {
  readonly id: string
  readonly label: Both<string>
  readonly icon: string
  /** As written on a keyboard: 'Ctrl+Shift+Z'. More than one are written with a space between. */
  readonly keys?: string
  /** Left to a text field while one has the focus. */
  readonly isOfText?: boolean
  readonly isAvailable: () => boolean
  readonly run: () => void
}

const always = (): boolean => true
const isProjectOpen = (): boolean => project.open !== null

const stageCommand = (stage: Stage, icon: string, index: number): Command => ({
  id: `stage-${stage}`,
  label: text.stage[stage],
  icon,
  keys: `Ctrl+${index + 1}`,
  isAvailable: () => isProjectOpen() && stageComponent(stage) !== undefined,
  run: () => navigation.go(stage)
})

export const commands: readonly Command[] = [
  {
    id: 'new-project',
    label: text.newProject,
    icon: 'plus',
    keys: 'Ctrl+N',
    isAvailable: always,
    run: () => (navigation.isCreatingProject = true)
  },
  {
    id: 'open-project',
    label: text.openProject,
    icon: 'folder-open',
    keys: 'Ctrl+O',
    isAvailable: always,
    run: () => void pickProject()
  },
  ...pipeline.map(({ stage, icon }, index) => stageCommand(stage, icon, index)),
  {
    id: 'pause',
    label: text.pauseOrContinue,
    icon: 'pause',
    keys: 'Ctrl+.',
    isAvailable: () => project.open !== null && (runs.active ?? runs.resting[0]) !== undefined,
    run: () => {
      const { active, resting } = runs
      if (active !== undefined) void pauseRun(active.id)
      else if (resting[0] !== undefined) void continueRun(resting[0].id)
    }
  },
  {
    id: 'ask-unfinished',
    label: text.askUnfinished,
    icon: 'history',
    isAvailable: () => preferences.current.continueRunsOnOpen !== 'ask',
    run: () => void preferences.change({ continueRunsOnOpen: 'ask' })
  },
  {
    id: 'undo',
    label: text.undo,
    icon: 'undo-2',
    keys: 'Ctrl+Z',
    isOfText: true,
    isAvailable: () => project.undoName !== undefined,
    run: () => project.undo()
  },
  {
    id: 'redo',
    label: text.redo,
    icon: 'redo-2',
    keys: 'Ctrl+Shift+Z Ctrl+Y',
    isOfText: true,
    isAvailable: () => project.redoName !== undefined,
    run: () => project.redo()
  },
  {
    id: 'palette',
    label: text.find,
    icon: 'search',
    keys: 'Ctrl+K',
    isAvailable: always,
    run: () => (frame.isPaletteOpen = !frame.isPaletteOpen)
  },
  {
    id: 'keys',
    label: text.keySheet,
    icon: 'keyboard',
    keys: '?',
    isOfText: true,
    isAvailable: always,
    run: () => (frame.isKeySheetOpen = true)
  },
  {
    id: 'inspector',
    label: text.toggleInspector,
    icon: 'panel-right',
    keys: 'Ctrl+I',
    isAvailable: always,
    run: () => void preferences.change({ isInspectorOpen: !preferences.current.isInspectorOpen })
  },
  {
    id: 'problems',
    label: text.problems,
    icon: 'triangle-alert',
    isAvailable: always,
    run: () => frame.openDrawer('problems')
  },
  { id: 'runs', label: text.runs, icon: 'list', isAvailable: always, run: () => frame.openDrawer('runs') },
  { id: 'log', label: text.log, icon: 'logs', isAvailable: always, run: () => frame.openDrawer('log') },
  {
    id: 'theme',
    label: text.switchTheme,
    icon: 'sun-moon',
    isAvailable: always,
    run: () =>
      void preferences.change({
        theme: document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark'
      })
  },
  {
    id: 'language',
    label: { en: '切换到简体中文', zh: 'Switch to English' },
    icon: 'languages',
    isAvailable: always,
    run: () => void preferences.change({ locale: language.locale === 'zh' ? 'en' : 'zh' })
  },
  {
    id: 'rename',
    label: text.renameProject,
    icon: 'pencil',
    isAvailable: isProjectOpen,
    run: () => (frame.isRenameOpen = true)
  },
  {
    id: 'close',
    label: text.closeProject,
    icon: 'x',
    isAvailable: isProjectOpen,
    run: () => void closeProject()
  },
  {
    id: 'doctor',
    label: text.thisComputer,
    icon: 'stethoscope',
    isAvailable: always,
    run: () => (frame.isDoctorOpen = true)
  }
]
