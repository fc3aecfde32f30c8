import { defineConfig } from 'vitest/config';

/** Tests of the portal in a browser. `npm run test:portal` builds the bundles before. */
export default defineConfig({
  test: {
    include: ['test/portal/**/*.test.ts'],
    setupFiles: [
      'test/support/children.setup.ts',
      'test/support/fast-check.setup.ts',
      'test/support/state-home.setup.ts',
    ],
    // Each file has a browser and a ledger of its own.
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
