import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from './frame.ts';

/** Returns a part whose code is loaded when it is first drawn. When that fails, the visitor may try again. */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function LazyPart(props: Props): VNode {
    const words = useWords();
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>(
      loaded === undefined ? 'loading' : 'loaded',
    );
    useEffect(() => {
      if (state !== 'loading') return;
      const take = (part: ComponentType<Props>): void => {
        loaded = part;
        setState('loaded');
      };
      load().then(take, () => setState('failed'));
    }, [state]);
    if (loaded !== undefined) {
      const Part = loaded;
      return <Part {...props} />;
    }
    if (state === 'loading') return <p role="status">{words.loading}</p>;
    return (
      <div class="result warn" role="alert">
        <p>{words.loadFailed}</p>
        <button type="button" class="plain" onClick={() => setState('loading')}>
          {words.retry}
        </button>
      </div>
    );
  };
}
