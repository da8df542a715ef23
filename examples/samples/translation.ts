import { createRandom, type Random } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { pick } from './draw.ts'

const ROWS = 3000

type Pair = readonly [english: string, chinese: string]

const people: readonly Pair[] = [
  ['my mother', '我妈妈'],
  ['my father', '我爸爸'],
  ['our teacher', '我们的老师'],
  ['the doctor', '医生'],
  ['her brother', '她哥哥'],
  ['his sister', '他妹妹'],
  ['the old man', '那位老人'],
  ['the driver', '司机'],
  ['our neighbor', '我们的邻居'],
  ['the student', '那个学生'],
  ['my friend', '我的朋友'],
  ['the farmer', '农民'],
  ['the cook', '厨师'],
  ['your uncle', '你叔叔']
]

/** Things with the word that counts them in Chinese; one of it, and several, in English. */
const things: readonly (readonly [one: string, several: string, measure: string, chinese: string])[] = [
  ['an apple', 'apples', '个', '苹果'],
  ['an egg', 'eggs', '个', '鸡蛋'],
  ['a watermelon', 'watermelons', '个', '西瓜'],
  ['a book', 'books', '本', '书'],
  ['a dictionary', 'dictionaries', '本', '词典'],
  ['a newspaper', 'newspapers', '份', '报纸'],
  ['a cup of tea', 'cups of tea', '杯', '茶'],
  ['a cup of coffee', 'cups of coffee', '杯', '咖啡'],
  ['a bottle of milk', 'bottles of milk', '瓶', '牛奶'],
  ['a ticket', 'tickets', '张', '票'],
  ['a map', 'maps', '张', '地图'],
  ['a table', 'tables', '张', '桌子'],
  ['a chair', 'chairs', '把', '椅子'],
  ['an umbrella', 'umbrellas', '把', '雨伞'],
  ['a fish', 'fish', '条', '鱼'],
  ['a pair of shoes', 'pairs of shoes', '双', '鞋'],
  ['a coat', 'coats', '件', '大衣'],
  ['a shirt', 'shirts', '件', '衬衫'],
  ['a flower', 'flowers', '朵', '花'],
  ['a cat', 'cats', '只', '猫'],
  ['a chicken', 'chickens', '只', '鸡'],
  ['a bicycle', 'bicycles', '辆', '自行车'],
  ['a letter', 'letters', '封', '信'],
  ['a piece of bread', 'pieces of bread', '块', '面包']
]

const deeds: readonly Pair[] = [
  ['bought', '买了'],
  ['sold', '卖了'],
  ['found', '找到了'],
  ['lost', '丢了'],
  ['saw', '看见了'],
  ['brought', '带来了'],
  ['ordered', '订了']
]

const wishes: readonly (readonly [english: string, chinese: (where: string) => string])[] = [
  ['wants to buy', (where) => `想${where}买`],
  ['would like to see', (where) => `想${where}看`],
  ['is looking for', (where) => `正${where === '' ? '在' : where}找`]
]

const places: readonly Pair[] = [
  ['at the market', '在市场'],
  ['at school', '在学校'],
  ['at the station', '在车站'],
  ['in the park', '在公园'],
  ['in the village', '在村里'],
  ['in Beijing', '在北京'],
  ['in Shanghai', '在上海'],
  ['at home', '在家里'],
  ['by the river', '在河边'],
  ['in the library', '在图书馆']
]

const numbers: readonly Pair[] = [
  ['two', '两'],
  ['three', '三'],
  ['four', '四'],
  ['five', '五'],
  ['six', '六'],
  ['seven', '七'],
  ['eight', '八'],
  ['nine', '九'],
  ['ten', '十']
]

const days: readonly Pair[] = [
  ['yesterday', '昨天'],
  ['this morning', '今天早上'],
  ['last week', '上星期'],
  ['last night', '昨晚'],
  ['on Monday', '星期一'],
  ['on Tuesday', '星期二'],
  ['on Wednesday', '星期三'],
  ['on Thursday', '星期四'],
  ['on Friday', '星期五'],
  ['on Saturday', '星期六'],
  ['on Sunday', '星期天']
]

const months = 'January February March April May June July August September October November December'.split(
  ' '
)
const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** A day of the year. */
function date(random: Random): Pair {
  const month = 1 + Math.floor(random() * 12)
  const day = 1 + Math.floor(random() * 28)
  const tens = day < 20 ? (day < 10 ? '' : '十') : '二十'
  return [
    `on ${months[month - 1] ?? ''} ${day}`,
    `${digits[month] ?? ''}月${tens}${digits[day % 10] ?? ''}日`
  ]
}

function amount(random: Random): Pair {
  const [one, several, measure, chinese] = pick(things, random)
  if (random() < 0.3) return [one, `一${measure}${chinese}`]
  const [count, number] = pick(numbers, random)
  return [`${count} ${several}`, `${number}${measure}${chinese}`]
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Somebody did something, somewhere, some time: told, wished or asked. */
function makePair(random: Random): Pair {
  const [who, whoZh] = pick(people, random)
  const [what, whatZh] = amount(random)
  const [did, didZh] = pick(deeds, random)
  const place = random() < 0.6 ? pick(places, random) : undefined
  const time = random() < 0.25 ? date(random) : pick(days, random)
  const where = place === undefined ? '' : ` ${place[0]}`
  const whereZh = place?.[1] ?? ''
  const kind = random()
  if (kind < 0.15) {
    const [base, baseZh] = pick(wishes, random)
    return [`${sentence(who)} ${base} ${what}${where}.`, `${whoZh}${baseZh(whereZh)}${whatZh}。`]
  }
  if (kind < 0.3)
    return [`Who ${did} ${what}${where} ${time[0]}?`, `谁${time[1]}${whereZh}${didZh}${whatZh}？`]
  const told = `${sentence(who)} ${did} ${what}${where} ${time[0]}.`
  return [told, `${whoZh}${time[1]}${whereZh}${didZh}${whatZh}。`]
}

/**
 * Simple sentences in English and Chinese, made of the same parts in the order that each language puts them in.
 *
 * Output  a table of english and chinese; no sentence twice
 */
export function makeTranslation(seed: number): string {
  const random = createRandom(seed)
  const pairs = new Map<string, string>()
  while (pairs.size < ROWS) {
    const [english, chinese] = makePair(random)
    pairs.set(english, chinese)
  }
  return toCsv(['english', 'chinese'], [...pairs])
}
