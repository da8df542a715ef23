/** What the window may not do, whatever runs in it. Rows of the security requirements, Electron only where it is named. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WindowBridge } from '../src/preload/bridge.ts'
import { expect, test } from './fixtures.ts'

interface Probe {
  violations: string[]
}

declare global {
  interface Window {
    probe: Probe
    canary?: number
    readonly studio?: WindowBridge
  }
}

/** Puts a listener for refused code and styles into the page. */
const listenForViolations = (): void => {
  window.probe = { violations: [] }
  document.addEventListener('securitypolicyviolation', (event) => {
    window.probe.violations.push(event.effectiveDirective)
  })
}

test('the page knows nothing of Node', async ({ page }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'Buffer', 'global', 'module'].filter((name) => name in window)
  )
  expect(found).toEqual([])
})

test('every page comes with a policy that allows no foreign or inline code', async ({ page }) => {
  const policy = await page.evaluate(async () =>
    (await fetch(location.href)).headers.get('Content-Security-Policy')
  )
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test('code and styles that are written into the page do not run', async ({ page }) => {
  await page.evaluate(listenForViolations)
  const ran = await page.evaluate(async () => {
    const attempts = [
      () => {
        const script = document.createElement('script')
        script.text = 'window.canary = 1'
        document.body.append(script)
      },
      () => {
        const image = document.createElement('img')
        image.setAttribute('onerror', 'window.canary = 2')
        image.src = 'missing.png'
        document.body.append(image)
      },
      () => {
        const style = document.createElement('style')
        style.textContent = 'body { --canary: 1 }'
        document.body.append(style)
      },
      () => {
        document.body.innerHTML += '<b>x</b>'
      },
      () => {
        window.canary = (0, eval)('3') as number
      },
      () => {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
        window.canary = Number(new Function('return 4')())
      }
    ]
    let refusals = 0
    for (const attempt of attempts) {
      // In a task of its own: what the debugger evaluates directly is let through by Chromium.
      await new Promise((resolve) => setTimeout(resolve))
      try {
        attempt()
      } catch {
        refusals += 1
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    return {
      canary: window.canary,
      style: getComputedStyle(document.body).getPropertyValue('--canary'),
      refusals
    }
  })
  expect(ran).toMatchObject({ canary: undefined, style: '' })
  expect(ran.refusals).toBeGreaterThanOrEqual(3)
  const violations = await page.evaluate(() => window.probe.violations)
  expect(violations.some((name) => name.startsWith('style-src'))).toBe(true)
})

test('the window itself breaks no rule of its policy in use', async ({ page }) => {
  await page.evaluate(listenForViolations)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('the')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Log' }).click()
  await page.getByRole('button', { name: /^Project: / }).click()
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => window.probe.violations)).toEqual([])
})

test('no other window opens', async ({ page, studio }) => {
  const opened = await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.invalid/'
    link.target = '_blank'
    document.body.append(link)
    if (window.studio !== undefined) link.click()
    return window.studio === undefined || window.open('https://example.invalid/') === null
  })
  expect(opened).toBe(true)
  expect(studio.electron?.windows().length ?? 1).toBe(1)
})

test('no permission is given @electron', async ({ page, studio }) => {
  test.skip(studio.electron === undefined, 'a browser asks its own person')
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    return Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)
    )
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  const media = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      () => 'refused'
    )
  )
  expect(media).toBe('refused')
})

test('the window stays where it is @electron', async ({ page, studio }) => {
  test.skip(studio.electron === undefined, 'a browser may go anywhere')
  const own = page.url()
  for (const address of [
    'https://example.invalid/',
    'file:///etc/passwd',
    'app://studio.evil/',
    'app://evil/index.html',
    'data:text/html,x'
  ]) {
    await page.evaluate((target) => {
      window.location.href = target
    }, address)
    await page.waitForTimeout(150)
    expect(page.url(), address).toBe(own)
  }
  await page.evaluate(() => {
    window.location.href = 'about:blank'
  })
  await expect.poll(() => page.url()).toBe(own)
})

test('no file and no address outside the window can be fetched', async ({ page, studio }) => {
  const targets = [
    'file:///etc/passwd',
    'http://127.0.0.1:1/',
    'https://example.invalid/',
    'app://evil/index.html',
    'ws://127.0.0.1:1/'
  ]
  const results = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            (response) => response.status,
            () => 'refused'
          )
        )
      ),
    studio.electron === undefined ? targets.slice(0, 3) : targets
  )
  expect(new Set(results)).toEqual(new Set(['refused']))
})

test('no address leads out of the folder of the window', async ({ page }) => {
  const parts = [
    '..',
    '%2e%2e',
    '.%2e',
    '%252e%252e',
    '..%2f..',
    '..%5c..',
    '%00',
    '....//',
    '/',
    '%2f%2fetc',
    'C:%5c'
  ]
  const ends = ['etc/passwd', 'package.json', 'main/index.cjs', 'index.html%00.js', 'assets/', 'index.HTML']
  const paths = parts.flatMap((part) => ends.map((name) => `/${part}/${part}/${name}`))
  const found = await page.evaluate(async (tried) => {
    const answers = await Promise.all(
      tried.map(async (path) => ({
        path,
        status: await fetch(path).then(
          ({ status }) => status,
          () => 404
        )
      }))
    )
    return answers
      .filter(({ status }) => status !== 404 && status !== 403 && status !== 400)
      .map(({ path }) => path)
  }, paths)
  expect(found).toEqual([])
})

test('the window was made with the strictest settings @electron', async ({ studio }) => {
  test.skip(studio.electron === undefined, 'a browser has its own')
  const settings = await studio.electron?.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(settings).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false
  })
})

test('the page is given five functions and nothing else @electron', async ({ page, studio }) => {
  test.skip(studio.electron === undefined, 'there is no preload in a browser')
  const given = await page.evaluate(() => {
    const seen: string[] = []
    const walk = (value: unknown, path: string, depth: number): void => {
      if (depth > 4 || value === null || (typeof value !== 'object' && typeof value !== 'function')) return
      for (const key of Object.keys(value)) {
        const inner = (value as Record<string, unknown>)[key]
        seen.push(`${path}${key}: ${typeof inner}`)
        walk(inner, `${path}${key}.`, depth + 1)
      }
    }
    walk(window.studio, '', 0)
    return seen.sort()
  })
  expect(given).toEqual([
    'dropped: function',
    'onCommand: function',
    'onMessage: function',
    'pick: function',
    'send: function'
  ])
})

test('messages that are not of their schema reach no handler, and their refusal tells nothing @electron', async ({
  page,
  studio
}) => {
  test.skip(studio.electron === undefined, 'the host of the browser has tests of its own')
  const answers = await page.evaluate(async () => {
    const bridge = window.studio as unknown as Record<'pick' | 'send', (value: unknown) => unknown>
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    const values = [
      undefined,
      null,
      0,
      NaN,
      10n,
      '',
      'x'.repeat(1e6),
      [],
      {},
      loop,
      { id: 0 },
      { id: 1, method: 'runs.start', input: {}, extra: 1 },
      { id: 1, method: '__proto__', input: {} },
      { id: 1, method: 'constructor', input: {} },
      { id: 1.5, method: 'runs.list', input: {} },
      new Map([[1, 2]]),
      new Uint8Array(1000),
      'table-file; rm',
      '../../etc/passwd',
      ['/etc/passwd']
    ]
    const seen: string[] = []
    for (const value of values) {
      for (const name of ['pick', 'send'] as const) {
        try {
          seen.push(`${name} ${String(await bridge[name](value))}`)
        } catch (error) {
          seen.push(`${name} ${(error as Error).message}`)
        }
      }
    }
    return seen
  })
  const picks = answers.filter((answer) => answer.startsWith('pick'))
  for (const answer of picks) expect(answer).toMatch(/does not fit its schema|could not be cloned|refused/u)
  expect(answers.join('\n')).not.toMatch(/\/src\/|\.ts:|node_modules|at .*\(/u)
  // And the studio behind it is well.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeVisible()
})

test('a wrong input is refused by the studio with words, not with a fault @electron', async ({
  page,
  studio
}) => {
  test.skip(studio.electron === undefined, 'the same studio answers the browser')
  const reply = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const bridge = window.studio
        const stop = bridge?.onMessage((message) => {
          if (message.type === 'event' || message.id !== 900_001) return
          stop?.()
          resolve(message)
        })
        bridge?.send({ id: 900_001, method: 'runs.start', input: { datasetId: '../../etc' } })
      })
  )
  expect(reply).toMatchObject({ type: 'refused', id: 900_001 })
  expect(JSON.stringify(reply)).not.toMatch(/node_modules|\.ts:/u)
})

test('nothing asks for the network @electron', async ({ page, studio }) => {
  test.skip(studio.electron === undefined, 'the browser host is on this machine by design')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await page.waitForTimeout(1500)
  const log = readFileSync(join(studio.home, 'window/shell.log'), 'utf8')
  expect(log).toContain('studio started')
  expect(log).not.toContain('request refused')
})
