import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { bundleOf } from '../vite.shared.ts';

/** Libraries that every page of the desks needs are one file, which changes only with them. */
const LIBRARIES =
  /node_modules\/(react|react-dom|scheduler|react-aria|react-aria-components|react-stately|@react-\w+|@internationalized)\//;

/** What every page of the desks has besides them. As a file for each module a first load would have more requests than it may. */
const COMMON =
  /portal\/(shared\/(?!words\/)|desk\/(shell|widgets\/(?!charts|area)|lists\/(?!spreadsheet|saved|views)))/;

/** The build of the desks. React Aria brings texts in 34 languages; two are kept. */
const config: UserConfig = {
  ...bundleOf('desk', {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', test: LIBRARIES, priority: 1 },
            { name: 'common', test: COMMON },
          ],
        },
      },
    },
  }),
  base: '/desk/',
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US', 'zh-CN'] }), enforce: 'pre' }],
};

export default config;
