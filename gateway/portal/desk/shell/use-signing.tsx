import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { PortalError } from '../../shared/portal-error.ts';
import { type Ask, isSettled, type Question, type Session } from '../../shared/session.ts';
import type { Act } from '../../shared/signing/act.ts';
import { OtherTerms } from '../../shared/signing/terms.ts';
import type { Store } from '../../shared/store.ts';
import { failureText } from '../widgets/failure-text.ts';
import { tell } from '../widgets/notices.tsx';
import type { DeskWords } from '../words/index.ts';
import { SignDialog } from './sign-dialog.tsx';

interface SigningParts {
  readonly session: Session;
  readonly store: Store;
  readonly words: DeskWords;
}

interface OpenQuestion {
  readonly question: Question;
  readonly answer: (isAgreed: boolean) => void;
}

/** Returns the way to sign, and the dialog in which the person agrees. */
export function useSigning({ session, store, words }: SigningParts): {
  readonly sign: <T>(act: Act) => Promise<T | undefined>;
  readonly ask: Ask;
  readonly dialog: ReactNode;
} {
  const [open, setOpen] = useState<OpenQuestion>();
  const ask = useCallback<Ask>(
    async (question) =>
      await new Promise<boolean>((resolve) => {
        const answer = (isAgreed: boolean): void => {
          setOpen(undefined);
          resolve(isAgreed);
        };
        setOpen({ question, answer });
      }),
    [],
  );
  const sign = useCallback(
    async <T,>(act: Act): Promise<T | undefined> => {
      try {
        const answer = await session.confirmAndSign<T>(act, ask, words.shared);
        tell({ kind: 'done', title: words.sign.done, detail: words.shared.operations[act.operation].title });
        return answer;
      } catch (error) {
        tellFailure(error, words);
        return undefined;
      } finally {
        store.announceRequests();
      }
    },
    [session, store, ask, words],
  );
  const dialog = useMemo(
    () => (open === undefined ? null : <SignDialog {...open} words={words} />),
    [open, words],
  );
  return { sign, ask, dialog };
}

function tellFailure(error: unknown, words: DeskWords): void {
  if (error instanceof PortalError && error.fault === 'not-confirmed') return;
  const { title, cure, code } = failureText(error, words);
  const isUnsent = error instanceof PortalError || error instanceof OtherTerms;
  const isUnknown = !isUnsent && !isSettled(error);
  const detail = [title, cure, code].filter((part) => part !== undefined).join(' · ');
  tell({ kind: 'failed', title: isUnknown ? words.sign.unknown : words.sign.failed, detail });
}
