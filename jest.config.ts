/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const config: Config = {
  roots: ['<rootDir>/packages'],
  testMatch: ['**/src/**/*.test.ts'],
  testEnvironment: 'node',
  // Packages see each other's sources without a build (see "exports" in their package.json).
  testEnvironmentOptions: { customExportConditions: ['casebook:source', 'node', 'require', 'default'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/packages/postgres-for-tests/src/jest-global-setup.ts',
  globalTeardown: '<rootDir>/packages/postgres-for-tests/src/jest-global-teardown.ts',
  // Both of two cores: by default jest leaves one to whoever watches.
  maxWorkers: '100%',
  testTimeout: 30_000, // milliseconds: opening an embedded database takes seconds on a busy machine
  reporters: ['default', '<rootDir>/packages/gate/src/tally-reporter.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/'],
};

export default config;
