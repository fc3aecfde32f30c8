import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import type { Notice } from '../desk.ts';
import type { DeskWords } from '../words/index.ts';
import { Cross } from './icons.tsx';

const SHOWN_MS = 8_000;

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 4 });

/** Shows a message. A failure stays until it is closed. */
export function tell(notice: Notice): void {
  queue.add(notice, notice.kind === 'failed' ? {} : { timeout: SHOWN_MS });
}

/** The messages at the edge of the page. */
export function Notices({ words }: { readonly words: DeskWords }) {
  return (
    <ToastRegion queue={queue} className="notices">
      {({ toast }) => (
        <Toast toast={toast} className={`notice ${toast.content.kind}`}>
          <ToastContent>
            <Text slot="title">{toast.content.title}</Text>
            {toast.content.detail !== undefined && <Text slot="description">{toast.content.detail}</Text>}
          </ToastContent>
          <Button slot="close" className="button icon-button" aria-label={words.close}>
            <Cross />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
