/**
 * The import rule of ARCHITECTURE.md: which part of `src` may import which other part, and which packages.
 * A folder's entry here is its permission; a part that is not listed may import nothing of ours.
 */
import { isBuiltin } from 'node:module'
import { dirname, posix, relative, resolve, sep } from 'node:path'

/** Stages of the flow, left to right: each may import itself and what stands left of it. */
const STAGES = [
  'core',
  'problems',
  'dataset',
  'network',
  'training',
  'generation',
  'evaluation',
  'export',
  'rpc'
]

/** Packages that only one side of the program may load. */
const ELECTRON = ['electron']
const TENSORFLOW = ['@tensorflow/']
const DATABASE = ['better-sqlite3', '@duckdb/']
const WINDOW = [
  'svelte',
  '@xyflow/',
  'bits-ui',
  'chart.js',
  'paneforge',
  '@lucide/',
  '@tanstack/',
  'svelte-sonner'
]
const NATIVE = ['sharp', 'h5wasm', 'pino', 'ws']

/**
 * @typedef {object} Layer
 * @property {readonly string[]} parts  parts of `src` it may import, besides itself
 * @property {readonly string[]} [onlyPackages]  when given, the only packages it may import
 * @property {readonly string[]} [notPackages]  packages it may not import
 * @property {boolean} node  whether it may import Node's own modules
 */

/** @type {Layer} */
const ofTheWindow = {
  parts: ['shared', 'renderer/ui', 'renderer/state', 'renderer/text', 'renderer/studio'],
  notPackages: [...ELECTRON, ...TENSORFLOW, ...DATABASE, ...NATIVE],
  node: false
}

/** @type {Record<string, Layer>} */
const LAYERS = {
  trainer: { parts: ['shared'], notPackages: [...ELECTRON, ...DATABASE, ...WINDOW], node: true },
  studio: { parts: ['shared'], notPackages: [...ELECTRON, ...TENSORFLOW, ...WINDOW], node: true },
  cli: { parts: ['shared', 'studio'], notPackages: [...ELECTRON, ...TENSORFLOW, ...WINDOW], node: true },
  main: { parts: ['shared', 'preload'], notPackages: [...TENSORFLOW, ...DATABASE, ...WINDOW], node: true },
  preload: { parts: ['shared'], onlyPackages: ELECTRON, node: false },
  'renderer/features': ofTheWindow,
  'renderer/state': { ...ofTheWindow, parts: ['shared', 'renderer/text', 'renderer/studio'] },
  'renderer/text': { ...ofTheWindow, parts: ['shared'] },
  'renderer/studio': { ...ofTheWindow, parts: ['shared', 'preload'] },
  // What a part shows (a problem, a form's fields) is described in core; of the stages it knows nothing.
  'renderer/ui': { ...ofTheWindow, parts: ['shared/core', 'renderer/text'] },
  renderer: { ...ofTheWindow, parts: [...ofTheWindow.parts, 'renderer/features', 'renderer', 'preload'] }
}

/**
 * The part of the program a file belongs to.
 *
 * @param {string} path  relative to `src`, with forward slashes
 * @returns {string}  such as `shared/network`, `trainer`, `renderer/features/network`
 */
export function partOf(path) {
  const [top = '', second = '', third = ''] = path.replace(/(\.svelte)?\.(ts|js)$|\.svelte$/, '').split('/')
  if (top === 'shared') return `shared/${second}`
  if (top !== 'renderer') return top
  if (second === 'features') return `renderer/features/${third}`
  return ['ui', 'state', 'text', 'studio'].includes(second) ? `renderer/${second}` : 'renderer'
}

/** @param {string} part */
function layerOf(part) {
  if (part.startsWith('shared/')) return sharedLayer(part.slice('shared/'.length))
  return LAYERS[part.startsWith('renderer/features/') ? 'renderer/features' : part]
}

/**
 * @param {string} stage
 * @returns {Layer}
 */
function sharedLayer(stage) {
  const place = STAGES.indexOf(stage)
  // `recipe` and the contract join the stages, so they and what is not a stage stand right of all of them.
  const parts =
    place < 0 || stage === 'rpc' ? ['shared'] : STAGES.slice(0, place).map((name) => `shared/${name}`)
  // Lists of words are data, not code.
  return { parts, onlyPackages: ['zod', 'immer', 'stopword'], node: false }
}

/**
 * @param {string} name  an import's name or a part
 * @param {string} pattern  an exact name, or the start of it up to a slash
 */
const matches = (name, pattern) =>
  name === pattern || name.startsWith(pattern.endsWith('/') ? pattern : `${pattern}/`)

/**
 * Why one import is against the rule.
 *
 * @param {string} from  importing file, relative to `src`
 * @param {string} target  imported file relative to `src`, or the package's name
 * @param {'file' | 'package'} kind
 * @returns {string | undefined}  a sentence that names what is allowed; undefined when the import is allowed
 */
export function refusal(from, target, kind) {
  const part = partOf(from)
  const layer = layerOf(part)
  if (!layer)
    return `src/${part} is not in the import rule (scripts/lint/layers.js); add it there with what it may import.`

  if (kind === 'file') {
    const wanted = partOf(target)
    if (wanted === part || layer.parts.some((allowed) => matches(wanted, allowed))) return undefined
    return `src/${part} may not import src/${wanted}; it may import ${listed(layer.parts.map((name) => `src/${name}`))}.`
  }
  if (isBuiltin(target)) {
    return layer.node ? undefined : `src/${part} may not import Node's ${target}; it must run without Node.`
  }
  if (layer.onlyPackages && !layer.onlyPackages.some((allowed) => matches(target, allowed))) {
    return `src/${part} may not import the package ${target}; it may import ${listed(layer.onlyPackages)}.`
  }
  const banned = layer.notPackages?.find((pattern) => matches(target, pattern))
  return banned ? `src/${part} may not import ${target}; that belongs to another process.` : undefined
}

/** @param {readonly string[]} names */
const listed = (names) => (names.length > 0 ? names.join(', ') : 'nothing outside itself')

/** @type {import('eslint').Rule.RuleModule} */
const importRule = {
  meta: { type: 'problem', docs: { description: 'holds the import rule of ARCHITECTURE.md' }, schema: [] },
  create(context) {
    const src = resolve(context.cwd, 'src')
    const from = relative(src, context.filename).split(sep).join('/')
    if (from.startsWith('..')) return {}

    /** @param {{ source?: { type: string, value?: unknown } | null }} node */
    const check = (node) => {
      const source = node.source
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const name = source.value.replace(/[?#].*$/, '')
      const isFile = name.startsWith('.')
      const target = isFile
        ? posix.normalize(
            relative(src, resolve(dirname(context.filename), name))
              .split(sep)
              .join('/')
          )
        : name
      const message =
        isFile && target.startsWith('..')
          ? outside(target)
          : refusal(from, target, isFile ? 'file' : 'package')
      if (message) context.report({ node: /** @type {import('eslint').Rule.Node} */ (source), message })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check
    }
  }
}

/**
 * Of what lies outside `src`, only data may be imported.
 *
 * @param {string} target
 */
const outside = (target) =>
  /^\.\.\/(resources\/|package\.json$)/.test(target)
    ? undefined
    : `Source may import from resources/ and package.json outside src, not ${target.slice(3)}.`

/** @type {import('eslint').ESLint.Plugin} */
export const layers = { meta: { name: 'layerwright' }, rules: { imports: importRule } }
