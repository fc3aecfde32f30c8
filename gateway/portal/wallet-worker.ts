import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** Files that the worker keeps besides those of the build. */
const OTHERS = ['/', '/icon.svg', '/wallet.webmanifest'];
const SOURCE = fileURLToPath(new URL('wallet/service-worker.js', import.meta.url));

/** Returns the plugin that writes the service worker with the list of files to keep, so that a changed file makes a new worker. */
export function walletWorker(): Plugin {
  return {
    name: 'wallet-service-worker',
    generateBundle: {
      // After Vite has removed the files that it joins with the page.
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle);
        const kept = files.filter(isKept).map(({ fileName }) => `/${fileName}`);
        const digest = createHash('sha256').update(files.map(contentOf).join('\n')).digest('hex');
        const source = readFileSync(SOURCE, 'utf8')
          .replace('__VERSION__', JSON.stringify(digest.slice(0, 16)))
          .replace('__FILES__', JSON.stringify([...OTHERS, ...kept.toSorted()]));
        this.emitFile({ type: 'asset', fileName: 'wallet-worker.js', source });
      },
    },
  };
}

/** The page is kept under its address. Texts of refusals serve only where there is a network. */
function isKept(file: Rolldown.OutputAsset | Rolldown.OutputChunk): boolean {
  if (file.type === 'asset') return !file.fileName.endsWith('.html');
  return !file.moduleIds.some((id) => id.includes('/client/errors/'));
}

function contentOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string {
  return file.type === 'asset' ? String(file.source) : file.code;
}
