import { fileURLToPath } from 'node:url';
import type { BuildEnvironmentOptions, UserConfig } from 'vite';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Core and client are bundled from their sources: a page then has only what it uses of them. */
const SOURCES = [
  { find: /^@fapiao-ledger\/core$/, replacement: file('../../chaincode/core/index.ts') },
  { find: /^@fapiao-ledger\/client$/, replacement: file('../client/index.ts') },
  {
    find: /^@fapiao-ledger\/client\/(areas|books|drafts|errors)$/,
    replacement: `${file('../client')}/$1/index.ts`,
  },
  { find: /^@fapiao-ledger\/client\/(errors\/[a-z-]+)$/, replacement: `${file('../client')}/$1.ts` },
];

/**
 * Returns what the builds of both bundles share.
 * @param name folder of the bundle, below this one and below `dist`
 */
export function bundleOf(name: 'desk' | 'wallet', build: BuildEnvironmentOptions = {}): UserConfig {
  return {
    root: file(`./${name}`),
    logLevel: 'warn',
    resolve: { alias: SOURCES },
    build: {
      outDir: file(`./dist/${name}`),
      emptyOutDir: true,
      target: 'es2023',
      // The pages’ policy allows no data: URLs and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      ...build,
      rolldownOptions: { ...build.rolldownOptions, checks: { pluginTimings: false } },
    },
  };
}
