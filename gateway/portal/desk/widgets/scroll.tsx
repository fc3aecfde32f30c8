import { type ReactNode, useEffect, useRef } from 'react';

interface ScrollProps {
  /** What it holds. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Holds what may be wider than the screen. It takes the focus while it is, so that a keyboard can scroll it. */
export function Scroll({ label, children }: ScrollProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section className="scroll" ref={box} aria-label={label}>
      {children}
    </section>
  );
}
