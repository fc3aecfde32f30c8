import { useEffect, useState } from 'react';

/** Colors of the page, for pictures that a stylesheet does not reach. */
export interface Tones {
  readonly accent: string;
  readonly soft: string;
  readonly line: string;
}

function present(): Tones {
  const style = getComputedStyle(document.documentElement);
  const tone = (name: keyof Tones): string => style.getPropertyValue(`--${name}`).trim();
  return { accent: tone('accent'), soft: tone('soft'), line: tone('line') };
}

/** Returns the colors of the page, and again when it becomes light or dark. */
export function useTones(): Tones {
  const [tones, setTones] = useState(present);
  useEffect(() => {
    const look = (): void => setTones(present());
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const theme = new MutationObserver(look);
    dark.addEventListener('change', look);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      dark.removeEventListener('change', look);
      theme.disconnect();
    };
  }, []);
  return tones;
}
