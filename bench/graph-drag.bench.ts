/**
 * Frames a second while one layer of a 300-layer network is dragged, in a current Chromium, with the window as it is built for release.
 *
 * The studio behind the window is a stand-in that keeps nothing, so that only the window is measured. Two views: the whole
 * network in sight, and 100 % with a few dozen cards in sight. The same page without a drag shows what the machine can draw.
 */
import { createServer } from 'node:http'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { chromiumPath } from '../scripts/setup/paths.mjs'
import { nodeId } from '../src/shared/core/ids.ts'
import type { NetworkGraph, NetworkNode } from '../src/shared/network/network-graph.ts'
import { defaultTraining } from '../src/shared/training/training-spec.ts'

const layerCount = 300
const columnCount = 20
const dragMs = 5000
const root = join(import.meta.dirname, '..')

/** A chain of Dense layers in rows of twenty, every tenth one with a second way around it through Add. */
function largeNetwork(): NetworkGraph {
  const nodes = Array.from({ length: layerCount }, (_, index): NetworkNode => {
    const isAdd = index % 10 === 9
    const kind = index === 0 ? 'input' : isAdd ? 'add' : 'dense'
    return {
      id: nodeId.parse(`n${index}`),
      kind,
      name: index === 0 ? 'input' : `${kind}_${index}`,
      params:
        kind === 'dense'
          ? { units: 64, activation: 'relu', useBias: true, kernelInitializer: 'glorotUniform' }
          : {},
      position: { x: (index % columnCount) * 296, y: Math.floor(index / columnCount) * 104 }
    }
  })
  const id = (index: number) => nodeId.parse(`n${index}`)
  const chain = nodes.slice(1).map((_, index) => ({ from: id(index), to: id(index + 1) }))
  const around = nodes.flatMap((node, index) =>
    node.kind === 'add' ? [{ from: id(index - 3), to: node.id }] : []
  )
  return { version: 1, nodes, edges: [...chain, ...around] }
}

const split = { train: 0.7, validation: 0.15, test: 0.15, seed: 1, isStratified: false }
const source = { kind: 'table', path: 'data.csv' }

/** What the window asks of a studio before it shows a project, answered. */
const answers = {
  'system.info': {
    version: '0.0.0',
    host: 'browser',
    platform: 'linux',
    device: { kind: 'cpu', name: 'CPU', memoryBytes: 0 }
  },
  'preferences.get': {
    locale: 'en',
    theme: 'dark',
    isInspectorOpen: true,
    inspectorWidth: 320,
    isDrawerOpen: false,
    favouriteLayers: ['dense']
  },
  'projects.recent': { projects: [] },
  'projects.samples': { samples: [] },
  'projects.current': {
    project: {
      key: 'bench',
      name: 'Bench',
      folderLabel: 'bench',
      createdAt: 1,
      readOnlyReason: null,
      draft: {
        datasetId: 'data',
        dataset: {
          version: 1,
          source,
          task: 'regression',
          columns: [{ name: 'target', kind: 'number', role: 'target' }],
          steps: [],
          split
        },
        network: largeNetwork(),
        training: defaultTraining
      }
    }
  },
  'runs.list': { runs: [] },
  'exports.list': { exports: [] },
  'datasets.get': {
    version: 1,
    id: 'data',
    name: 'data',
    source,
    fingerprint: '0'.repeat(64),
    importedAt: 1,
    sizeBytes: 1,
    notes: [],
    kind: 'table',
    rowCount: 100,
    columns: []
  },
  'datasets.preparation': {
    steps: [],
    parts: [],
    classes: null,
    sampleShape: [64],
    featureNames: [],
    problems: [],
    notes: []
  },
  'draft.save': { savedAt: 1 }
}

/** Stands in for the preload, inside the page. */
function standIn(given: Readonly<Record<string, unknown>>): void {
  let listen: (message: unknown) => void = () => {}
  const bridge = {
    send(request: { id: number; method: string }) {
      setTimeout(() => listen({ type: 'done', id: request.id, output: given[request.method] ?? {} }))
    },
    onMessage(listener: (message: unknown) => void) {
      listen = listener
      return () => {}
    },
    onCommand: () => () => {},
    pick: () => Promise.resolve(undefined),
    dropped: () => Promise.resolve(undefined)
  }
  Object.defineProperty(window, 'studio', { value: bridge })
}

async function buildWindow(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, 'src/renderer'),
    plugins: [svelte({ configFile: false })],
    build: { target: 'chrome108', outDir, emptyOutDir: true }
  })
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2'
}

async function serve(folder: string): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    readFile(join(folder, path === '/' ? 'index.html' : path)).then(
      (bytes) => response.setHeader('content-type', types[extname(path)] ?? 'text/html').end(bytes),
      () => response.writeHead(404).end()
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close()
  }
}

/** Times between frames from now on, in milliseconds; ended by `stopFrames`. */
const startFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const state = { isRunning: true, frames }
    const note = (now: number): void => {
      frames.push(now - last)
      last = now
      if (state.isRunning) requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
    Object.assign(window, { frameTimes: state })
  })

const stopFrames = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { frameTimes } = window as unknown as { frameTimes: { isRunning: boolean; frames: number[] } }
    frameTimes.isRunning = false
    return frameTimes.frames.slice(2)
  })

/** Moves the pointer in circles, once in every frame, so that no frame is idle; answers the times between frames. */
const dragInFrames = (page: Page, from: { x: number; y: number }): Promise<number[]> =>
  page.evaluate(
    ({ x, y, lengthMs }) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = []
        const start = performance.now()
        let last = start
        const step = (now: number): void => {
          frames.push(now - last)
          last = now
          if (now - start > lengthMs) return resolve(frames.slice(2))
          const angle = ((now - start) / 1000) * Math.PI
          const place = { clientX: x + 80 * Math.sin(angle), clientY: y + 60 * (1 - Math.cos(angle)) }
          window.dispatchEvent(
            new MouseEvent('mousemove', { ...place, bubbles: true, view: window, buttons: 1 })
          )
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    { ...from, lengthMs: dragMs }
  )

async function measureDrag(page: Page, id: string): Promise<number[]> {
  const card = page.locator(`.svelte-flow__node[data-id="${id}"]`)
  const box = await card.boundingBox()
  if (box === null) throw new Error(`Layer ${id} is not in sight.`)
  const before = await card.getAttribute('style')
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 3 }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  const frames = await dragInFrames(page, start)
  await page.mouse.move(start.x + 40, start.y + 40)
  await page.mouse.up()
  if ((await card.getAttribute('style')) === before) throw new Error(`Layer ${id} did not move.`)
  return frames
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

function report(name: string, frames: readonly number[]): void {
  const sorted = [...frames].sort((a, b) => a - b)
  const median = at(sorted, 0.5)
  const slow = at(sorted, 0.95)
  process.stdout.write(
    `${name.padEnd(28)} median ${(1000 / median).toFixed(1)} frames/s (${median.toFixed(1)} ms), ` +
      `p95 ${(1000 / slow).toFixed(1)} frames/s (${slow.toFixed(1)} ms), ${frames.length} frames\n`
  )
}

async function openWindow(
  address: string
): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(standIn, answers)
  await page.goto(address)
  await page
    .getByRole('link', { name: 'Network' })
    .or(page.getByRole('button', { name: 'Network' }))
    .first()
    .click()
  await page
    .locator('.svelte-flow__node')
    .nth(layerCount - 1)
    .waitFor()
  return { page, close: () => browser.close() }
}

const folder = await mkdtemp(join(tmpdir(), 'layerwright-bench-'))
try {
  await buildWindow(folder)
  const server = await serve(folder)
  const { page, close } = await openWindow(server.address)
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl')
    const info = gl?.getExtension('WEBGL_debug_renderer_info')
    return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'software'
  })
  process.stdout.write(`Network of ${layerCount} layers, window of 1440 × 900, drawn by: ${renderer}\n`)

  await startFrames(page)
  await page.waitForTimeout(2000)
  report('at rest', await stopFrames(page))

  const whole = await measureDrag(page, `n${layerCount / 2 + 5}`)
  report('drag, whole network in sight', whole)

  await page.getByRole('button', { name: 'Zoom to 100 %' }).click()
  await page.waitForTimeout(500)
  const near = await page.evaluate(() => {
    const { left, top, right, bottom } =
      document.querySelector('.network-canvas')?.getBoundingClientRect() ?? new DOMRect()
    const cards = [...document.querySelectorAll('.svelte-flow__node')]
    const found = cards.find((card) => {
      const box = card.getBoundingClientRect()
      return (
        box.left > left + 120 && box.right < right - 120 && box.top > top + 80 && box.bottom < bottom - 240
      )
    })
    return found?.getAttribute('data-id') ?? ''
  })
  const detail = await measureDrag(page, near)
  report('drag at 100 %', detail)
  await close()
  server.close()
} finally {
  await rm(folder, { recursive: true, force: true })
}
