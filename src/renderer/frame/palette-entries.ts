import { layerCatalogue, layerKinds } from '../../shared/network/layers/catalogue.ts'
import { dataset } from '../state/dataset.svelte.ts'
import { navigation } from '../state/navigation.svelte.ts'
import { project } from '../state/project.svelte.ts'
import { runs } from '../state/runs.svelte.ts'
import { t, type Both } from '../text/text.svelte.ts'
import { commands } from './commands.ts'
import { headline } from './stage-states.ts'
import { seekColumn, addLayer } from './stage-actions.ts'
import { text } from './text.ts'

export interface PaletteEntry {
  readonly id: string
  readonly icon: string
  readonly label: string
  /** Said behind the label, quieter. */
  readonly text?: string
  /** Further words that find it: the other language's name, a type. */
  readonly words: readonly string[]
  readonly keys?: string
  readonly run: () => void
}

export interface PaletteGroup {
  readonly title: Both<string>
  readonly entries: readonly PaletteEntry[]
}

const mostColumns = 400
const mostRuns = 200

/** Everything that can be found just now, in groups. */
export function paletteGroups(): readonly PaletteGroup[] {
  const groups = [
    { title: text.commands, entries: commandEntries() },
    ...(project.open === null
      ? []
      : [
          { title: text.layers, entries: layerEntries() },
          { title: text.columns, entries: columnEntries() },
          { title: text.runs, entries: runEntries() }
        ])
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}

const commandEntries = (): readonly PaletteEntry[] =>
  commands
    .filter(({ id, isAvailable }) => id !== 'palette' && isAvailable())
    .map(({ id, label, icon, keys, run }) => ({
      id,
      icon,
      label: t(label),
      words: [label.en, label.zh],
      keys,
      run
    }))

const layerEntries = (): readonly PaletteEntry[] =>
  layerKinds.map((kind) => {
    const { title, icon, docs } = layerCatalogue[kind]
    return {
      id: `layer-${kind}`,
      icon,
      label: t(text.addLayer)(title),
      words: [title, kind, docs.summary.en, docs.summary.zh],
      run: () => void addLayer(kind)
    }
  })

function columnEntries(): readonly PaletteEntry[] {
  const manifest = dataset.manifest
  if (manifest === null || manifest.kind !== 'table') return []
  return manifest.columns.slice(0, mostColumns).map(({ profile: { name, kind } }) => ({
    id: `column-${name}`,
    icon: 'columns-3',
    label: name,
    text: t(text.columnKind[kind]),
    words: [name],
    run: () => void seekColumn(name)
  }))
}

const runEntries = (): readonly PaletteEntry[] =>
  runs.list.slice(0, mostRuns).map((run) => ({
    id: `run-${run.id}`,
    icon: 'play',
    label: t(text.run)(run.number),
    text: [run.name, headline(run)?.text].filter(Boolean).join(' · '),
    words: [run.name, ...run.tags],
    run: () => navigation.go('training', run.id)
  }))
