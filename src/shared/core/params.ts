import { z } from 'zod'

/** Names and help of a setting, in both languages, shown by every form. */
export interface Label {
  readonly en: string
  readonly zh: string
}

interface ParamBase {
  readonly label: Label
  /** One line: what the setting does. Shown on hover. */
  readonly help?: Label
}

export interface NumberParam extends ParamBase {
  readonly type: 'integer' | 'decimal'
  readonly unit?: 'px'
  readonly min: number
  readonly max: number
  readonly default: number
}

export interface ChoiceParam<Option extends string = string> extends ParamBase {
  readonly type: 'choice'
  readonly options: readonly Option[]
  readonly default: Option
  /** What an option is called in a form; its own (Keras) name where left out. */
  readonly optionLabels?: Readonly<Partial<Record<Option, Label>>>
}

export interface ToggleParam extends ParamBase {
  readonly type: 'toggle'
  readonly default: boolean
}

/** A short word or phrase the person types. */
export interface TextParam extends ParamBase {
  readonly type: 'text'
  readonly maxLength: number
  readonly default: string
}

export type Param = NumberParam | ChoiceParam | ToggleParam | TextParam
export type ParamTable = Readonly<Record<string, Param>>

type ValueOf<P> =
  P extends ChoiceParam<infer Option>
    ? Option
    : P extends ToggleParam
      ? boolean
      : P extends TextParam
        ? string
        : number

/** `{ filters: NumberParam }` becomes `{ filters: number }`; a choice becomes its own union. */
export type ParamValues<Table extends ParamTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> }

export const paramValue = z.union([z.number(), z.string(), z.boolean()])
export type ParamValue = z.infer<typeof paramValue>

export const integer = (spec: Omit<NumberParam, 'type'>): NumberParam => ({ type: 'integer', ...spec })
export const decimal = (spec: Omit<NumberParam, 'type'>): NumberParam => ({ type: 'decimal', ...spec })
export const toggle = (spec: Omit<ToggleParam, 'type'>): ToggleParam => ({ type: 'toggle', ...spec })
export const text = (spec: Omit<TextParam, 'type'>): TextParam => ({ type: 'text', ...spec })
export const choice = <const Option extends string>(
  spec: Omit<ChoiceParam<Option>, 'type'>
): ChoiceParam<Option> => ({
  type: 'choice',
  ...spec
})

/** Every param at its default. */
export function defaultParams<Table extends ParamTable>(table: Table): ParamValues<Table> {
  const entries = Object.entries(table).map(([name, param]) => [name, param.default])
  return Object.fromEntries(entries) as ParamValues<Table>
}
