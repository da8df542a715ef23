import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../scripts/setup/paths.mjs'
import { cut } from '../../scripts/setup/words.mjs'

const module = pathToFileURL(join(projectRoot, 'scripts/setup/problem.mjs')).href
const program = `import { describe, SetupProblem } from '${module}'
process.stdout.write(describe('X', new SetupProblem({ expected: 'a', found: 'b', fix: 'c' })))`

const told = (locale: string) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: locale }
  })

describe('the words of the set-up', () => {
  it('follow the locale of the terminal and name what was expected, what was found and the fix', () => {
    expect(told('en_GB.UTF-8')).toMatch(/stopped at: X\n +Expected +a\n +Found +b\n +To put right +c\n/)
    expect(told('zh_CN.UTF-8')).toMatch(/安装停在：X\n +需要 +a\n +实际 +b\n +解决 +c\n/)
    expect(told('C')).toContain('Expected')
  })

  it('are cut to the columns of the terminal, two for each Chinese letter', () => {
    expect(cut('abcdef', 4)).toBe('abcd')
    expect(cut('下载中', 5)).toBe('下载')
    expect(cut('short', 80)).toBe('short')
  })
})
