import decodeQR from 'qr/decode.js';

/** Longest side of what is searched, in pixels: a sharper picture takes longer and finds no more. */
const SIDE_MAX = 1_600;
/** Milliseconds for further attempts on one picture. */
const PICTURE_MS = 1_500;

/** A picture, or the present frame of a camera. */
export interface Source {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

/** Returns the text of the code in a picture, or undefined when none is found. */
export function textInPicture({ image, width, height }: Source, timeLimit = PICTURE_MS): string | undefined {
  const scale = Math.min(1, SIDE_MAX / Math.max(width, height));
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null || size.width === 0 || size.height === 0) return undefined;
  context.drawImage(image, 0, 0, size.width, size.height);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  try {
    return decodeQR({ ...size, data }, { timeLimit });
  } catch {
    // The library throws for every picture without a readable code.
    return undefined;
  }
}

/** Returns the text of the code in a picture file. @throws {DOMException} when the file is no picture */
export async function textInFile(file: File): Promise<string | undefined> {
  const image = await createImageBitmap(file);
  const text = textInPicture({ image, width: image.width, height: image.height });
  image.close();
  return text;
}
