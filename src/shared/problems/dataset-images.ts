import { words } from './words.ts'

type File = { file: string }

/** What can be wrong with a folder of images. */
export const imageProblems = {
  'dataset/no-class-folders': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `${folder} has no sub-folders with images.`,
      fix: 'Put the images of each class into a sub-folder named after the class.'
    }),
    zh: ({ folder }) => ({
      message: `${folder} 中没有含图像的子文件夹。`,
      fix: '请把每个类别的图像放进以类别命名的子文件夹。'
    })
  }),
  'dataset/empty-class': words<{ class: string }>({
    en: ({ class: name }) => ({ message: `The folder “${name}” holds no usable image and is left out.` }),
    zh: ({ class: name }) => ({ message: `文件夹“${name}”中没有可用的图像，已略去。` })
  }),
  'dataset/file-outside-classes': words<File>({
    en: ({ file }) => ({ message: `${file} lies in no class folder and is left out.` }),
    zh: ({ file }) => ({ message: `${file} 不在任何类别文件夹中，已略去。` })
  }),
  'dataset/image-corrupt': words<File>({
    en: ({ file }) => ({ message: `${file} cannot be read as an image and is left out.` }),
    zh: ({ file }) => ({ message: `${file} 无法作为图像读取，已略去。` })
  }),
  'dataset/image-too-large': words<File & { width: number; height: number; limit: number }>({
    en: ({ file, width, height, limit }) => ({
      message: `${file} has ${width} × ${height} pixels, more than ${limit} million, and is left out.`
    }),
    zh: ({ file, width, height, limit }) => ({
      message: `${file} 有 ${width} × ${height} 像素，超过 ${limit} 百万像素，已略去。`
    })
  }),
  'dataset/image-file-too-large': words<File & { limit: number }>({
    en: ({ file, limit }) => ({ message: `${file} is larger than ${limit} MB and is left out.` }),
    zh: ({ file, limit }) => ({ message: `${file} 大于 ${limit} MB，已略去。` })
  }),
  'dataset/not-an-image': words<File>({
    en: ({ file }) => ({
      message: `${file} is not a JPEG, PNG, WebP, GIF, TIFF or AVIF image and is left out.`
    }),
    zh: ({ file }) => ({ message: `${file} 不是 JPEG、PNG、WebP、GIF、TIFF 或 AVIF 图像，已略去。` })
  }),
  'dataset/link-skipped': words<File>({
    en: ({ file }) => ({ message: `${file} is a link or a special file and is left out.` }),
    zh: ({ file }) => ({ message: `${file} 是链接或特殊文件，已略去。` })
  }),
  'dataset/file-unreadable': words<File>({
    en: ({ file }) => ({ message: `${file} may not be read and is left out.` }),
    zh: ({ file }) => ({ message: `没有读取 ${file} 的权限，已略去。` })
  }),
  'dataset/more-left-out': words<{ count: number }>({
    en: ({ count }) => ({ message: `${count} more files are left out for the same reason.` }),
    zh: ({ count }) => ({ message: `另有 ${count} 个文件因同样的原因被略去。` })
  }),
  'dataset/too-many-images': words<{ limit: number }>({
    en: ({ limit }) => ({
      message: `The folder holds more than ${limit} files.`,
      fix: 'Import a part of it.'
    }),
    zh: ({ limit }) => ({ message: `该文件夹中的文件超过 ${limit} 个。`, fix: '请只导入其中一部分。' })
  })
} as const
