import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { casebook } from './packages/gate/src/lint-rules.mjs';

const tests = ['**/*.test.ts', '**/*.check.ts', '**/testing/**', '**/contract/**', 'packages/gate/**'];

/** Where the same events must always give the same answer: no clock, no chance, no ids made. */
const pure = ['packages/domain/src/**', 'packages/working-time/src/**', 'packages/projection-*/src/**'];
const impure = 'Domain and read models are pure: time, ids and chance arrive from outside.';

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/coverage/', 'examples/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { casebook },
    rules: {
      'casebook/kebab-case-file': 'error',
      'casebook/no-default-export': 'error',
      'casebook/assertion-says-why': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': ['error', { fixMixedExportsWithInlineTypeSpecifier: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off', // a port is asynchronous, also where an adapter has nothing to wait for
      '@typescript-eslint/no-redeclare': 'off', // a codec and its type share a name
      'no-redeclare': 'off',
      'no-control-regex': 'off', // Text admits no NUL, and says so in a regular expression
      eqeqeq: 'error',
    },
  },
  {
    files: pure,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: impure },
        { object: 'Math', property: 'random', message: impure },
      ],
      'no-restricted-globals': [
        'error',
        ...['crypto', 'performance', 'process'].map((name) => ({ name, message: impure })),
      ],
      'no-restricted-imports': [
        'error',
        { paths: ['crypto', 'node:crypto'].map((name) => ({ name, message: impure })) },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: impure },
        { selector: "CallExpression[callee.name='Date']", message: impure },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'casebook/assertion-says-why': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any() and JSON.parse() are any
    },
  },
  {
    // Their readers ask for a default export.
    files: ['jest.config.ts', '**/jest-global-*.ts'],
    rules: { 'casebook/no-default-export': 'off' },
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    extends: [js.configs.recommended],
    plugins: { casebook },
    rules: { 'casebook/kebab-case-file': 'error', 'no-undef': 'off' },
  },
);
