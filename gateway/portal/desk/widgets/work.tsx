import { useCallback, useRef, useState } from 'react';
import { Button, Dialog, Heading, Label, Modal, ModalOverlay, ProgressBar } from 'react-aria-components';
import type { Progress, Work } from '../../shared/paging.ts';
import type { DeskWords } from '../words/index.ts';
import { failureText } from './failure-text.ts';
import { tell } from './notices.tsx';

interface RunningWork {
  readonly title: string;
  readonly progress: Progress;
}

/** Runs long work, shows how far it is from its first report on, and lets the person cancel it. Resolves to whether it came to its end. */
export type RunWork = (title: string, task: (work: Work) => Promise<void>) => Promise<boolean>;

/** Returns the way to run long work, and the dialog that shows it. */
export function useWork(words: DeskWords): { readonly run: RunWork; readonly progress: React.ReactNode } {
  const [running, setRunning] = useState<RunningWork>();
  const cancel = useRef(new AbortController());
  const run = useCallback<RunWork>(
    async (title, task) => {
      cancel.current = new AbortController();
      const { signal } = cancel.current;
      try {
        await task({ signal, report: (progress) => setRunning({ title, progress }) });
        return true;
      } catch (error) {
        if (!signal.aborted) tell({ kind: 'failed', ...failureNotice(error, words) });
        return false;
      } finally {
        setRunning(undefined);
      }
    },
    [words],
  );
  const progress =
    running === undefined ? null : (
      <WorkDialog {...running} words={words} onCancel={() => cancel.current.abort()} />
    );
  return { run, progress };
}

/** Returns a failure in the form of a message. */
export function failureNotice(
  error: unknown,
  words: DeskWords,
): { readonly title: string; readonly detail: string } {
  const { title, cure, code } = failureText(error, words);
  return { title, detail: [cure, code].filter((part) => part !== undefined).join(' · ') };
}

interface WorkDialogProps extends RunningWork {
  readonly words: DeskWords;
  readonly onCancel: () => void;
}

function WorkDialog({ title, progress, words, onCancel }: WorkDialogProps) {
  const { done, total } = progress;
  return (
    <ModalOverlay className="overlay" isOpen>
      <Modal className="modal small">
        <Dialog>
          <Heading slot="title">{title}</Heading>
          <ProgressBar
            className="progress"
            value={done}
            maxValue={total ?? 100}
            isIndeterminate={total === undefined}
          >
            <Label>{total === undefined ? String(done) : `${done} / ${total}`}</Label>
            <progress
              className="bar"
              aria-hidden="true"
              {...(total === undefined ? {} : { value: done, max: total })}
            />
          </ProgressBar>
          <footer className="actions">
            <Button className="button" onPress={onCancel}>
              {words.cancel}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
