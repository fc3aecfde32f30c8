import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

interface RowsParts {
  /** What holds the rows. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly rowPx: number;
  /** Whether the frame scrolls in itself; else the page does. */
  readonly isScroller: boolean;
  readonly onEnd: (() => void) | undefined;
}

interface RowsInView {
  readonly first: number;
  readonly last: number;
  /** Looks anew which rows are in view. */
  readonly follow: () => void;
}

const BEFORE_AND_AFTER = 12;

/** Returns which rows of a long list are in view, with some before and after. Rows have one height. */
export function useRowsInView({ frame, count, rowPx, isScroller, onEnd }: RowsParts): RowsInView {
  const [range, setRange] = useState(() => ({
    first: 0,
    last: Math.ceil(screen.height / rowPx) + BEFORE_AND_AFTER,
  }));
  const follow = useCallback((): void => {
    const box = frame.current;
    if (box === null) return;
    const top = isScroller ? box.scrollTop : Math.max(0, -box.getBoundingClientRect().top);
    const height = isScroller ? box.clientHeight : window.innerHeight;
    const first = Math.max(0, Math.floor(top / rowPx) - BEFORE_AND_AFTER);
    const last = Math.ceil((top + height) / rowPx) + BEFORE_AND_AFTER;
    setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
    if (last >= count) onEnd?.();
  }, [frame, count, rowPx, isScroller, onEnd]);
  useEffect(() => {
    if (isScroller) return;
    addEventListener('scroll', follow, { passive: true });
    return () => removeEventListener('scroll', follow);
  }, [isScroller, follow]);
  return { first: Math.min(range.first, count), last: Math.min(range.last, count), follow };
}

/** Returns a reference that gives an element a height. The policy forbids style attributes in markup; the property itself is allowed. */
export function useHeight<Of extends HTMLElement>(px: number): RefObject<Of | null> {
  const element = useRef<Of>(null);
  useLayoutEffect(() => {
    if (element.current !== null) element.current.style.height = `${px}px`;
  }, [px]);
  return element;
}

const NEIGHBORS: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowDown: 'nextElementSibling',
  ArrowUp: 'previousElementSibling',
};

/** Moves the focus to the link of the row above or below. */
export function moveFocus(event: KeyboardEvent): void {
  const neighbor = NEIGHBORS[event.key];
  const row = event.target instanceof Element ? event.target.closest('[data-place]') : null;
  if (neighbor === undefined || row === null) return;
  event.preventDefault();
  const link = row[neighbor]?.querySelector('a');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}
