import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../frame.ts';
import { ScanButton } from '../scan/scan-button.tsx';
import { type Answer, checkFacts, checkReceipt } from './ask-gateway.ts';
import { type Facts, factsInFragment, factsInText, NO_FACTS } from './facts.ts';
import { FactsForm } from './facts-form.tsx';
import { ReceiptDrop } from './receipt-drop.tsx';
import { Result } from './result.tsx';

/** Checks an invoice by its facts, its code or its receipt. It needs no account. */
export function CheckPage(): VNode {
  const words = useWords();
  const [facts, setFacts] = useState(NO_FACTS);
  const { answer, isWorking, ask, clear } = useAnswer();
  const result = useRef<HTMLElement>(null);

  /** An answer stands only beside the input that it is about. */
  const change = (next: Facts): void => {
    setFacts(next);
    clear();
  };
  useFactsOfAddress((given) => change({ ...NO_FACTS, ...given }));
  useEffect(() => {
    if (answer === undefined) return;
    result.current?.focus({ preventScroll: true });
    result.current?.scrollIntoView({ block: 'nearest' });
  }, [answer]);

  const read = (text: string): string | undefined => {
    const given = factsInText(text);
    if (given === undefined) return words.otherCode;
    change({ ...NO_FACTS, ...given });
    return undefined;
  };
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <ScanButton onText={read} />
      <div class="ways">
        <FactsForm
          facts={facts}
          isWorking={isWorking}
          onChange={change}
          onSubmit={(given) => ask(checkFacts(given))}
        />
        <section ref={result} class="answer" aria-live="polite" tabIndex={-1}>
          {isWorking ? <p class="working">{words.working}</p> : answer && <Result answer={answer} />}
        </section>
        <ReceiptDrop
          onFile={(file) => {
            change(NO_FACTS);
            ask(checkReceipt(file));
          }}
        />
      </div>
      <footer>
        <p>{words.footer}</p>
        <p>
          <a href="/desk/">{words.desk}</a> · <a href="/docs">{words.api}</a> ·{' '}
          <a href="/v1/network">{words.trust}</a>
        </p>
      </footer>
    </>
  );
}

interface Asking {
  readonly answer: Answer | undefined;
  readonly isWorking: boolean;
  readonly ask: (answer: Promise<Answer>) => void;
  readonly clear: () => void;
}

/** Holds the answer to the last question. The answer to an earlier one is dropped, however late it comes. */
function useAnswer(): Asking {
  const [answer, setAnswer] = useState<Answer>();
  const [isWorking, setWorking] = useState(false);
  const last = useRef<Promise<Answer>>(undefined);
  const clear = (): void => {
    last.current = undefined;
    setAnswer(undefined);
    setWorking(false);
  };
  const ask = (next: Promise<Answer>): void => {
    last.current = next;
    setAnswer(undefined);
    setWorking(true);
    void next.then((arrived) => {
      if (last.current !== next) return;
      setAnswer(arrived);
      setWorking(false);
    });
  };
  return { answer, isWorking, ask, clear };
}

/** Passes on the facts in the address, as the code on a receipt has them. The visitor decides whether they are sent. */
function useFactsOfAddress(onFacts: (facts: Partial<Facts>) => void): void {
  const latest = useRef(onFacts);
  latest.current = onFacts;
  useEffect(() => {
    const read = (): void => {
      const facts = factsInFragment(location.hash);
      if (facts.number !== undefined) latest.current(facts);
    };
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
}
