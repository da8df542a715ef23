import { words } from './words.ts'

/** Why the training process is gone, by the code of what was found. */
const restartCause = {
  en: (cause: string, how: string): string =>
    ({
      'system/trainer-killed': 'The training process was ended from outside Layerwright.',
      'system/trainer-hung': 'The training process did not answer any more and was ended.',
      'system/out-of-memory': 'Memory ran out, and the system ended the training process.'
    })[cause] ?? `The training process ended unexpectedly${how === '' ? '' : ` (${how})`}.`,
  zh: (cause: string, how: string): string =>
    ({
      'system/trainer-killed': '训练进程被层匠以外的程序终止。',
      'system/trainer-hung': '训练进程不再响应，已被结束。',
      'system/out-of-memory': '内存不足，系统结束了训练进程。'
    })[cause] ?? `训练进程意外结束${how === '' ? '' : `（${how}）`}。`
}

export const systemProblems = {
  'system/studio-ended': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `The studio process ended four times within five minutes (last: ${reason}), so it is not started again.`,
      fix: 'Close Layerwright and open it again; the log holds what the process last said.'
    }),
    zh: ({ reason }) => ({
      message: `工作室进程在五分钟内结束了四次（最近一次：${reason}），因此不再自动启动。`,
      fix: '请关闭并重新打开层匠；日志中有该进程最后的输出。'
    })
  }),
  /** A fault of ours: logged in full, said briefly. */
  'system/fault': words<{ what: string }>({
    en: ({ what }) => ({
      message: `Something went wrong inside Layerwright while it did this: ${what}.`,
      fix: 'Try again; the log holds the details.'
    }),
    zh: ({ what }) => ({ message: `层匠在执行“${what}”时内部出错。`, fix: '请重试；日志中有详细信息。' })
  }),
  'system/unknown-method': words<{ method: string }>({
    en: ({ method }) => ({
      message: `The studio has no call named "${method}".`,
      fix: 'Restart Layerwright, so that its window and its studio are of one version.'
    }),
    zh: ({ method }) => ({
      message: `没有名为“${method}”的调用。`,
      fix: '请重新启动层匠，使窗口与后台版本一致。'
    })
  }),
  'system/bad-input': words<{ method: string; detail: string }>({
    en: ({ method, detail }) => ({
      message: `The call "${method}" was refused: ${detail}`,
      fix: 'Correct the value and try again.'
    }),
    zh: ({ method, detail }) => ({ message: `调用“${method}”被拒绝：${detail}`, fix: '请更正该值后重试。' })
  }),
  'system/unknown-handle': words({
    en: () => ({
      message: 'That file or folder was chosen in an earlier session and is no longer known.',
      fix: 'Choose it again.'
    }),
    zh: () => ({ message: '该文件或文件夹是在之前的会话中选择的，现已失效。', fix: '请重新选择。' })
  }),
  'system/path-missing': words<{ name: string }>({
    en: ({ name }) => ({
      message: `${name} does not exist, or cannot be read.`,
      fix: 'Check the name and its permissions.'
    }),
    zh: ({ name }) => ({ message: `${name} 不存在或无法读取。`, fix: '请检查名称和访问权限。' })
  }),
  'system/not-writable': words<{ name: string }>({
    en: ({ name }) => ({
      message: `${name} cannot be written to.`,
      fix: 'Choose a folder that you may write to, or change its permissions.'
    }),
    zh: ({ name }) => ({ message: `无法写入 ${name}。`, fix: '请选择有写入权限的文件夹，或修改其权限。' })
  }),
  'system/disk-full': words<{ name: string }>({
    en: ({ name }) => ({
      message: `The disk that holds ${name} is full; what could not be written was left out, and nothing older was touched.`,
      fix: 'Free some space, then try again.'
    }),
    zh: ({ name }) => ({
      message: `${name} 所在的磁盘已满；未能写入的内容被放弃，已有内容未受影响。`,
      fix: '请释放磁盘空间后重试。'
    })
  }),
  'system/cancelled': words({
    en: () => ({ message: 'Cancelled. Nothing was kept of it.' }),
    zh: () => ({ message: '已取消，没有保留任何内容。' })
  }),
  'system/browser-only': words({
    en: () => ({
      message: 'Folders can be listed only when the studio is hosted for a browser.',
      fix: 'Use the file dialog of the window.'
    }),
    zh: () => ({ message: '只有在浏览器中使用时才能列出文件夹。', fix: '请使用窗口的文件对话框。' })
  }),
  'system/window-only': words({
    en: () => ({
      message: 'The file manager can be opened only from the desktop window.',
      fix: 'Open the folder yourself; its name is shown with the export.'
    }),
    zh: () => ({ message: '只有桌面窗口可以打开文件管理器。', fix: '请自行打开该文件夹，名称显示在导出旁。' })
  }),
  'system/outside-folder': words({
    en: () => ({
      message: 'That lies outside the folder this studio was given to read.',
      fix: 'Start it again with --files and a folder that contains it.'
    }),
    zh: () => ({
      message: '它不在启动时指定的可读取文件夹内。',
      fix: '请使用 --files 指定包含它的文件夹后重新启动。'
    })
  }),
  'system/window-not-built': words({
    en: () => ({
      message: 'The window has not been built yet.',
      fix: 'Start with npm run layerwright -- serve, which builds it first.'
    }),
    zh: () => ({
      message: '界面尚未构建。',
      fix: '请使用 npm run layerwright -- serve 启动，它会先构建界面。'
    })
  }),
  'system/port-taken': words<{ port: number }>({
    en: ({ port }) => ({
      message: `Port ${port} is in use by another program.`,
      fix: 'Choose another with --port, or leave it out.'
    }),
    zh: ({ port }) => ({
      message: `端口 ${port} 已被其他程序占用。`,
      fix: '请用 --port 选择其他端口，或不指定端口。'
    })
  }),
  'system/upload-name': words<{ name: string }>({
    en: ({ name }) => ({
      message: `A file named "${name}" cannot be received.`,
      fix: 'Rename it, or choose it with the file list instead.'
    }),
    zh: ({ name }) => ({ message: `无法接收名为“${name}”的文件。`, fix: '请改名，或改用文件列表选择。' })
  }),
  'system/upload-too-large': words<{ limitMegabytes: number }>({
    en: ({ limitMegabytes }) => ({
      message: `What was dropped is larger than the ${limitMegabytes} MB that a browser may send.`,
      fix: 'Choose it with the file list instead; that reads it in place.'
    }),
    zh: ({ limitMegabytes }) => ({
      message: `拖入的内容超过浏览器可发送的 ${limitMegabytes} MB。`,
      fix: '请改用文件列表选择，可直接读取原文件。'
    })
  }),
  'system/trainer-crashed': words<{ how: string }>({
    en: ({ how }) => ({
      message: `The training process ended unexpectedly (${how}).`,
      fix: 'Train again; if it happens again, the log holds what it last said.'
    }),
    zh: ({ how }) => ({
      message: `训练进程意外结束（${how}）。`,
      fix: '请重新训练；如再次发生，日志中有它最后的输出。'
    })
  }),
  'system/trainer-killed': words({
    en: () => ({ message: 'The training process was ended from outside Layerwright.', fix: 'Train again.' }),
    zh: () => ({ message: '训练进程被层匠以外的程序终止。', fix: '请重新训练。' })
  }),
  'system/out-of-memory': words<{ usedMegabytes: number }>({
    en: ({ usedMegabytes }) => ({
      message: `The system ended the training process because memory ran out; it last used ${usedMegabytes} MB.`,
      fix: 'Use a smaller batch or smaller images, or close other programs.'
    }),
    zh: ({ usedMegabytes }) => ({
      message: `内存不足，系统结束了训练进程；它最后使用了 ${usedMegabytes} MB。`,
      fix: '请减小批大小或图像尺寸，或关闭其他程序。'
    })
  }),
  'system/trainer-silent': words<{ seconds: number; limit?: number }>({
    en: ({ seconds, limit = 60 }) => ({
      message: `The training process has not answered for ${seconds} seconds.`,
      fix: `Nothing has to be done: after ${limit} seconds it is ended, started again, and goes on from the last checkpoint.`
    }),
    zh: ({ seconds, limit = 60 }) => ({
      message: `训练进程已有 ${seconds} 秒没有响应。`,
      fix: `无需操作：满 ${limit} 秒后将结束并重新启动该进程，从最近的检查点继续。`
    })
  }),
  'system/trainer-hung': words<{ seconds: number }>({
    en: ({ seconds }) => ({
      message: `The training process did not answer for ${seconds} seconds and was ended.`,
      fix: 'Train again, with a smaller batch if the machine was busy.'
    }),
    zh: ({ seconds }) => ({
      message: `训练进程 ${seconds} 秒没有响应，已被结束。`,
      fix: '请重新训练；如机器繁忙，可减小批大小。'
    })
  }),
  'system/crash-loop': words<{ count: number; minutes: number; how?: string }>({
    en: ({ count, minutes, how = '' }) => ({
      message: `The training process ended ${count} times within ${minutes} minutes${how === '' ? '' : ` (last: ${how})`}, so it is not started again by itself.`,
      fix: 'Check this computer, then continue; the log holds what the process last said.'
    }),
    zh: ({ count, minutes, how = '' }) => ({
      message: `训练进程在 ${minutes} 分钟内结束了 ${count} 次${how === '' ? '' : `（最近一次：${how}）`}，因此不再自动启动。`,
      fix: '请先检查这台电脑，再继续训练；日志中有该进程最后的输出。'
    })
  }),
  'system/trainer-restarts': words<{ cause: string; how: string; seconds: number }>({
    en: ({ cause, how, seconds }) => ({
      message: `${restartCause.en(cause, how)} It is started again in ${seconds} s and goes on from the last checkpoint.`,
      fix: 'Nothing has to be done.'
    }),
    zh: ({ cause, how, seconds }) => ({
      message: `${restartCause.zh(cause, how)}${seconds} 秒后自动重新启动，并从最近的检查点继续。`,
      fix: '无需操作。'
    })
  }),
  'system/memory-ran-out': words<{ usedMegabytes: number; batchSize: number }>({
    en: ({ usedMegabytes, batchSize }) => ({
      message: `Memory ran out while training with batches of ${batchSize}; the training process last used ${usedMegabytes} MB.`,
      fix: `${batchSize > 1 ? `Continue with batches of ${Math.floor(batchSize / 2)}` : 'Use a smaller network'}, or close other programs and continue.`
    }),
    zh: ({ usedMegabytes, batchSize }) => ({
      message: `以每批 ${batchSize} 行训练时内存不足；训练进程最后使用了 ${usedMegabytes} MB。`,
      fix: `请${batchSize > 1 ? `改为每批 ${Math.floor(batchSize / 2)} 行后继续` : '使用更小的网络'}，或关闭其他程序后继续。`
    })
  }),
  'system/runs-held-back': words<{ count: number }>({
    en: ({ count }) => ({
      message: `Training cannot start on this computer, so ${count === 1 ? 'the waiting run is' : `the ${count} waiting runs are`} kept for later.`,
      fix: 'Check this computer, then continue them.'
    }),
    zh: ({ count }) => ({
      message: `训练无法在这台电脑上启动，${count} 个排队的训练已暂缓。`,
      fix: '请先检查这台电脑，然后继续这些训练。'
    })
  }),
  'system/trainer-nonsense': words<{ detail: string }>({
    en: ({ detail }) => ({
      message: `The training process said something that cannot be understood (${detail}) and was ended.`,
      fix: 'Train again; the log holds the details.'
    }),
    zh: ({ detail }) => ({
      message: `训练进程发来无法理解的消息（${detail}），已被结束。`,
      fix: '请重新训练；日志中有详细信息。'
    })
  })
} as const
