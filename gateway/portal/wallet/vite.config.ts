import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { bundleOf } from '../vite.shared.ts';
import { walletTables } from '../wallet-tables.ts';
import { walletWorker } from '../wallet-worker.ts';

/** Sources of which only what is used goes into the bundle. */
const WITHOUT_EFFECTS = /\/(chaincode\/core|gateway\/client|gateway\/portal\/shared)\//;

/** The check page in one file: apart, its small parts would be more requests and compress less. */
const GROUPS = [{ name: 'start', test: /\/node_modules\/preact\/|\/portal\/wallet\/(main|app|field)\.tsx$/ }];

/** The parts are few, and small: Vite’s helper that loads them ahead is larger than what it saves. */
const withoutPreload: Plugin = {
  name: 'without-preload',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null,
};

const { resolve, build, ...common } = bundleOf('wallet', {
  modulePreload: false,
  rolldownOptions: {
    treeshake: { moduleSideEffects: (id) => !WITHOUT_EFFECTS.test(id) },
    output: { codeSplitting: { groups: GROUPS } },
  },
});

/** The check page and the phone wallet: one page at the root, whose parts are loaded when they are opened. */
export default defineConfig({
  ...common,
  build: { ...build },
  resolve: {
    alias: [
      ...(Array.isArray(resolve?.alias) ? resolve.alias : []),
      {
        find: /^@fapiao-ledger\/client\/errors\/(en|zh-cn)$/,
        replacement: `${fileURLToPath(new URL('../../client/errors', import.meta.url))}/$1.ts`,
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [withoutPreload, walletTables(), walletWorker()],
});
