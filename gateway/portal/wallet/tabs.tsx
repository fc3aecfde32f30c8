import type { VNode } from 'preact';
import { useWords } from './frame.ts';

/** Path data of the icons, drawn in a box of 24. */
const TABS = [
  { path: '/', word: 'check', icon: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 12l3 3 5-6' },
  { path: '/held', word: 'wallet', icon: 'M4 7h16v12H4zM4 7l12-3v3M15 13h2' },
  { path: '/code', word: 'receive', icon: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v6h-6v-2' },
  { path: '/records', word: 'records', icon: 'M12 4a8 8 0 1 0 8 8M12 8v4l3 2M20 4v4h-4' },
] as const;

/** The main navigation: at the bottom of a phone, under the header of a wide window. */
export function Tabs({ path }: { readonly path: string }): VNode {
  const words = useWords();
  const open = TABS.findLast((tab) => path === tab.path || path.startsWith(`${tab.path}/`)) ?? TABS[0];
  return (
    <nav class="tabs" aria-label={words.navigation}>
      {TABS.map((tab) => (
        <a key={tab.path} href={`#${tab.path}`} aria-current={tab === open ? 'page' : undefined}>
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d={tab.icon} />
          </svg>
          <span>{words[tab.word]}</span>
        </a>
      ))}
    </nav>
  );
}
