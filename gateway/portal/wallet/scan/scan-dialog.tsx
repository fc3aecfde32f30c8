import type { TargetedEvent, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../frame.ts';
import { textInFile, textInPicture } from './read-picture.ts';
import type { OnText } from './scan-button.tsx';

/** Milliseconds for one frame of the camera, so that the picture stays fluent. */
const FRAME_MS = 60;

/** Reads a code by camera or from a picture. Nothing leaves the browser. */
export function ScanDialog({
  onText,
  onClose,
}: {
  readonly onText: OnText;
  readonly onClose: () => void;
}): VNode {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [notice, setNotice] = useState<string>();
  const [isDenied, setDenied] = useState(false);

  /** Returns whether the code serves. One that does not is named, and the search goes on. */
  const take = (text: string): boolean => {
    const problem = onText(text);
    setNotice(problem);
    if (problem === undefined) dialog.current?.close();
    return problem === undefined;
  };
  useEffect(() => dialog.current?.showModal(), []);
  useCamera(video, take, () => setDenied(true));

  const readFile = async (event: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const [file] = event.currentTarget.files ?? [];
    event.currentTarget.value = '';
    if (file === undefined) return;
    try {
      const text = await textInFile(file);
      if (text === undefined) setNotice(words.noCode);
      else take(text);
    } catch {
      setNotice(words.notPicture);
    }
  };
  return (
    <dialog ref={dialog} class="scanner" aria-labelledby="scan-title" onClose={onClose}>
      <h2 id="scan-title">{words.scanTitle}</h2>
      <div class="viewfinder" hidden={isDenied}>
        <video ref={video} muted playsInline aria-label={words.camera} />
      </div>
      <p role="status" class="hint">
        {notice ?? (isDenied ? words.cameraDenied : words.scanHint)}
      </p>
      <p class="actions">
        <label class="plain">
          {words.picture}
          <input type="file" id="picture" accept="image/*" onChange={(event) => void readFile(event)} />
        </label>
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </p>
    </dialog>
  );
}

/** Shows the camera in a video and searches its frames, until a code serves or the dialog is gone. */
function useCamera(
  place: { readonly current: HTMLVideoElement | null },
  take: (text: string) => boolean,
  denied: () => void,
): void {
  const latest = useRef({ take, denied });
  latest.current = { take, denied };
  useEffect(() => {
    const video = place.current;
    if (video === null) return;
    const camera = new Camera(video, (text) => latest.current.take(text));
    camera.start().catch(() => latest.current.denied());
    return () => camera.stop();
  }, [place]);
}

class Camera {
  readonly #video: HTMLVideoElement;
  readonly #take: (text: string) => boolean;
  #stream: MediaStream | undefined;
  #isOver = false;

  constructor(video: HTMLVideoElement, take: (text: string) => boolean) {
    this.#video = video;
    this.#take = take;
  }

  /** @throws {DOMException} when there is no camera, or the visitor denies it */
  async start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    this.#stream = stream;
    if (this.#isOver) this.stop();
    this.#video.srcObject = stream;
    await this.#video.play();
    this.#next();
  }

  stop(): void {
    this.#isOver = true;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
  }

  #next(): void {
    if (!this.#isOver) requestAnimationFrame(() => this.#search());
  }

  #search(): void {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const text = width === 0 ? undefined : textInPicture({ image: this.#video, width, height }, FRAME_MS);
    if (text === undefined || !this.#take(text)) this.#next();
  }
}
