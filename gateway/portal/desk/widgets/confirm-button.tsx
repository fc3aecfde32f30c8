import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { DeskWords } from '../words/index.ts';

interface ConfirmButtonProps {
  readonly label: string;
  readonly question: string;
  readonly words: DeskWords;
  readonly onConfirm: () => void;
}

/** A button whose effect is local and cannot be undone, so that it asks before. What is signed asks in `SignDialog`. */
export function ConfirmButton({ label, question, words, onConfirm }: ConfirmButtonProps) {
  return (
    <DialogTrigger>
      <Button className="button quiet">{label}</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal small">
          <Dialog role="alertdialog">
            {({ close }) => (
              <>
                <Heading slot="title">{label}</Heading>
                <p>{question}</p>
                <footer className="actions">
                  <Button className="button" onPress={close}>
                    {words.cancel}
                  </Button>
                  <Button
                    className="button danger"
                    onPress={() => {
                      onConfirm();
                      close();
                    }}
                  >
                    {label}
                  </Button>
                </footer>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
