import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Question } from '../../shared/session.ts';
import { Changes } from '../widgets/changes.tsx';
import { SectionView } from '../widgets/section-view.tsx';
import type { DeskWords } from '../words/index.ts';

interface SignDialogProps {
  readonly question: Question;
  readonly answer: (isAgreed: boolean) => void;
  readonly words: DeskWords;
}

/** Shows what would be signed, whole, and takes the answer. Closing it is a no. */
export function SignDialog({ question, answer, words }: SignDialogProps) {
  const { sign } = words.shared;
  const { title, effect, summary, content, terms, compared, as, ledger } = question;
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(isOpen) => isOpen || answer(false)}>
      <Modal className="modal large">
        <Dialog role="alertdialog" className="sign">
          <Heading slot="title">{title}</Heading>
          <p className="effect">{effect}</p>
          {summary.length > 0 && <p className="sum">{summary.join(' · ')}</p>}
          <dl className="facts signer">
            <dt>{sign.as}</dt>
            <dd>
              <strong>{as}</strong>
            </dd>
            <dt>{sign.ledger}</dt>
            <dd className="digest">{ledger}</dd>
          </dl>
          {compared !== undefined && <Changes {...compared} words={words} />}
          <section className="content" aria-label={sign.shownWhole}>
            <SectionView section={content} />
            {terms !== undefined && <SectionView section={terms} />}
          </section>
          <p className="quiet">{sign.shownWhole}</p>
          <footer className="actions">
            <Button className="button" autoFocus onPress={() => answer(false)}>
              {sign.cancel}
            </Button>
            <Button className="button primary" onPress={() => answer(true)}>
              {sign.confirm}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
