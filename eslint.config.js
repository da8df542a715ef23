import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import { layers } from './scripts/lint/layers.js'

const TYPED = ['src/**/*.ts', 'test/**/*.ts', 'test-nightly/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts']

/** SQL is written once, whole; values go in as parameters. */
const sqlMessage = 'Write SQL as one constant string and bind values as parameters.'
const sqlCall = 'CallExpression[callee.property.name=/^(prepare|exec)$/] > '

export default ts.config(
  {
    ignores: [
      'node_modules',
      'out',
      'dist',
      'coverage',
      'test-results',
      'playwright-report',
      'bench/data',
      'native/build'
    ]
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      // `== null` asks for null and undefined together.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }
      ]
    }
  },
  {
    files: TYPED,
    ignores: ['src/renderer/**/*.svelte.ts', 'test/renderer/**'],
    extends: ts.configs.recommendedTypeChecked,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: { 'svelte/no-at-html-tags': 'error' }
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    plugins: { layerwright: layers },
    rules: {
      'layerwright/imports': 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Pass a seeded generator in (src/shared/core/random.ts).'
        }
      ],
      'no-restricted-syntax': [
        'error',
        { selector: `${sqlCall}TemplateLiteral[expressions.length>0]`, message: sqlMessage },
        { selector: `${sqlCall}BinaryExpression`, message: sqlMessage },
        {
          selector: 'CallExpression[callee.name=eval], NewExpression[callee.name=Function]',
          message: 'No code from strings.'
        },
        {
          selector: 'SvelteAttribute[key.name=style]',
          message:
            'The content policy refuses style attributes in templates: use a class, or style:property={value}.'
        }
      ]
    }
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['src/main/**/*.ts'],
    ignores: ['src/main/app/ipc.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain'],
              message: 'Only src/main/app/ipc.ts registers messages; it checks sender and schema.'
            }
          ]
        }
      ]
    }
  }
)
