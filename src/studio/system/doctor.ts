import { constants } from 'node:fs'
import { access, mkdir, readFile, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { z } from 'zod'
import type { doctorFinding } from '../../shared/rpc/studio-api.ts'
import { folderLabel } from '../files/folder-label.ts'
import type { Services } from '../services.ts'

export type Finding = z.infer<typeof doctorFinding>

type Words = Finding['found']

/** Names and versions, which are the same in both languages. */
const plain = (words: string): Words => ({ en: words, zh: words })

const littleBytes = 2e9

const well = (name: Words, found: Words): Finding => ({ name, status: 'ok', found, advice: null })
const trouble = (name: Words, found: Words, advice: Words): Finding => ({
  name,
  status: 'problem',
  found,
  advice
})
const odd = (name: Words, found: Words, advice: Words): Finding => ({
  name,
  status: 'warning',
  found,
  advice
})

const names = {
  device: { en: 'Device', zh: '计算设备' },
  processor: { en: 'Processor features', zh: '处理器指令集' },
  disk: { en: 'Disk', zh: '磁盘' },
  projectFolder: { en: 'Project folder', zh: '项目文件夹' },
  openProject: { en: 'Open project', zh: '当前项目' }
}

/** Everything Layerwright stands on, looked at: what was found, and what to do about each trouble. */
export async function findings(services: Services): Promise<Finding[]> {
  return [
    checkNode(),
    ...(await checkTrainer(services)),
    checkSqlite(),
    await checkPackage('DuckDB', '@duckdb/node-api', async () =>
      String((await import('@duckdb/node-api')).version())
    ),
    await checkPackage(
      'sharp',
      'sharp',
      async () => (await import('sharp')).default.versions.sharp ?? 'unknown'
    ),
    await checkElectron(),
    await checkDisk(services.homeFolder),
    await checkWritable(names.projectFolder, services.homeFolder),
    ...(services.projects.opened === undefined
      ? []
      : [await checkWritable(names.openProject, services.projects.opened.session.folder.path)])
  ]
}

function checkNode(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number)
  return major >= 24
    ? well(plain('Node'), plain(process.versions.node))
    : trouble(plain('Node'), plain(process.versions.node), {
        en: 'Start Layerwright with npm start, which brings Node 24.',
        zh: '请用 npm start 启动层匠，它会准备好 Node 24。'
      })
}

async function checkTrainer({ probe }: Services): Promise<Finding[]> {
  const found = await probe()
  if (found === undefined) {
    return [
      trouble(
        plain('TensorFlow'),
        { en: 'the training process did not start', zh: '训练进程未能启动' },
        {
          en: 'Run npm start again; it brings TensorFlow and says what it could not get. The log holds the rest.',
          zh: '请重新运行 npm start；它会准备 TensorFlow，并说明哪些内容未能获取。其余信息见日志。'
        }
      )
    ]
  }
  const { tensorflow, device, cpuFeatures } = found
  const memory = `${(device.memoryBytes / 1e9).toFixed(1)} GB`
  return [
    well(plain('TensorFlow'), plain(tensorflow)),
    well(names.device, plain(`${device.kind === 'gpu' ? 'GPU' : 'CPU'}: ${device.name}, ${memory}`)),
    cpuFeatures.length > 0
      ? well(names.processor, plain(cpuFeatures.join(', ')))
      : odd(
          names.processor,
          { en: 'none found', zh: '未发现' },
          {
            en: 'Training works, but slowly: a processor with AVX2 is several times faster.',
            zh: '可以训练，但较慢；支持 AVX2 的处理器会快数倍。'
          }
        )
  ]
}

function checkSqlite(): Finding {
  const database = new Database(':memory:')
  try {
    const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
    return well(plain('SQLite'), plain(version))
  } finally {
    database.close()
  }
}

async function checkPackage(
  name: string,
  packageName: string,
  version: () => Promise<string>
): Promise<Finding> {
  try {
    return well(plain(name), plain(await version()))
  } catch {
    return trouble(
      plain(name),
      { en: 'cannot be loaded', zh: '无法加载' },
      {
        en: `Run npm start again; it installs ${packageName} for this machine.`,
        zh: `请重新运行 npm start；它会为本机安装 ${packageName}。`
      }
    )
  }
}

/** The Electron that the start scripts found, which need not be the package's own. */
async function checkElectron(): Promise<Finding> {
  const advice = {
    en: 'Needed for the window only; npm start brings it where there is a display. layerwright serve works without.',
    zh: '只有桌面窗口需要它；在有显示器的机器上，npm start 会准备好。layerwright serve 不需要它。'
  }
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const program = process.env['LAYERWRIGHT_ELECTRON'] || (override && join(override, 'electron'))
  if (!program) return odd(plain('Electron'), { en: 'not installed', zh: '未安装' }, advice)
  try {
    await access(program, constants.X_OK)
    const version = await readFile(join(dirname(program), 'version'), 'utf8').catch(() => undefined)
    const place = folderLabel(dirname(program))
    const found =
      version === undefined
        ? { en: `version unknown, ${place}`, zh: `版本未知，${place}` }
        : plain(`${version.trim().replace(/^v(?=\d)/u, '')}, ${place}`)
    return well(plain('Electron'), found)
  } catch {
    const label = folderLabel(program)
    return trouble(plain('Electron'), { en: `${label} cannot be run`, zh: `${label} 无法运行` }, advice)
  }
}

async function checkDisk(folder: string): Promise<Finding> {
  await mkdir(folder, { recursive: true }).catch(() => {})
  try {
    const { bavail, bsize } = await statfs(folder)
    const freeBytes = bavail * bsize
    const free = `${(freeBytes / 1e9).toFixed(1)} GB`
    const found = { en: `${free} free`, zh: `可用 ${free}` }
    return freeBytes < littleBytes
      ? odd(names.disk, found, {
          en: 'Free some space; imported data and checkpoints need room.',
          zh: '请释放一些空间；导入的数据和检查点都需要空间。'
        })
      : well(names.disk, found)
  } catch {
    return odd(
      names.disk,
      { en: 'free space unknown', zh: '可用空间未知' },
      {
        en: `Check that ${folderLabel(folder)} can be reached.`,
        zh: `请检查 ${folderLabel(folder)} 是否可以访问。`
      }
    )
  }
}

async function checkWritable(name: Words, folder: string): Promise<Finding> {
  const label = folderLabel(folder)
  try {
    await access(folder, constants.W_OK)
    return well(name, plain(label))
  } catch {
    return trouble(
      name,
      { en: `${label} cannot be written to`, zh: `${label} 无法写入` },
      {
        en: 'Change its permissions, or set LAYERWRIGHT_HOME to another folder.',
        zh: '请修改其权限，或将 LAYERWRIGHT_HOME 设为其他文件夹。'
      }
    )
  }
}
