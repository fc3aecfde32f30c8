import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../shared/words/language.ts';
import type { Theme } from './settings.ts';
import type { CheckWords } from './words/check/index.ts';

/** What every page has in common: its language and texts, and the choice of both. */
export interface Frame {
  readonly language: Language;
  readonly theme: Theme;
  readonly words: CheckWords;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
}

export const FrameContext = createContext<Frame | undefined>(undefined);

/** Returns the frame of the page that calls it. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error('a page stands outside of the frame');
  return frame;
}

/** Returns the texts of the check page and of the frame. */
export function useWords(): CheckWords {
  return useFrame().words;
}
