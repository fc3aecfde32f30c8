import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // In a browser, and with a configuration of their own.
    exclude: ['test/portal/**', '**/node_modules/**'],
    setupFiles: [
      'test/support/children.setup.ts',
      'test/support/fast-check.setup.ts',
      'test/support/state-home.setup.ts',
    ],
    // Vitest would leave one core to itself, and of two that is half.
    maxWorkers: '100%',
    // To end what hangs, not to measure: a machine may be slow, and busy with other things.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
