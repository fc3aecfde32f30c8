import { zlibSync } from 'fflate';
import PDFDocument from 'pdfkit';

/** The parts of pdfkit's objects that its types leave out. All use of pdfkit's inside is in this folder. */
export interface PdfReference {
  readonly id: number;
  readonly data: Record<string, unknown>;
  /** Where the object begins in the file; set once it has ended. */
  readonly offset: number;
  compress: boolean;
  buffer: Uint8Array[];
  end(chunk?: Uint8Array): void;
  finalize(): void;
}

/** A font as pdfkit embeds it. */
export interface PdfFont {
  readonly id: string;
  /** Glyphs in hex, four digits each, and where they stand; includes them in the subset. */
  encode(text: string): readonly [readonly string[], unknown];
  ref(): unknown;
}

interface Internals {
  readonly _font: PdfFont;
  readonly _root: PdfReference;
  _acroform: { fonts: Record<string, unknown>; defaultFont: string };
}

export interface DocumentFacts {
  readonly title: string;
  readonly subject: string;
  /** The only moment a receipt knows: that of the attestation. */
  readonly at: Date;
  /** Names the version of the format in the file. */
  readonly producer: string;
}

/** Level 6 of a compressor in plain JavaScript: the same bytes on every machine and Node version, unlike zlib. */
const DEFLATE = { level: 6 } as const;

/** A PDF/A-3b document whose bytes depend on nothing but what is put into it. */
export class ReceiptDocument extends PDFDocument {
  /** Not initialized here: pdfkit writes the file's head while the base class is constructed. */
  declare private chunks: Uint8Array[] | undefined;

  constructor({ title, subject, at, producer }: DocumentFacts) {
    super({
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      size: 'A4',
      layout: 'landscape',
      margin: 0,
      lang: 'zh-CN',
      displayTitle: true,
      autoFirstPage: false,
      // An empty name: no standard font is loaded, which PDF/A would not allow to be used anyway.
      font: '',
      // Nothing a user wrote may stand here: pdfkit does not escape it in the XMP.
      info: {
        Title: title,
        Subject: subject,
        Creator: 'fapiao-ledger',
        Producer: producer,
        CreationDate: at,
      },
    });
  }

  get root(): PdfReference {
    return this.#internals._root;
  }

  /** Adds a font, as `FontFace.source` gives it, to the document. */
  embed(source: object): PdfFont {
    this.font(source as Uint8Array);
    return this.#internals._font;
  }

  /** Makes fonts known to the current page. */
  useFonts(fonts: readonly PdfFont[]): void {
    for (const font of fonts) (this.page.fonts as Record<string, unknown>)[font.id] = font.ref();
  }

  /** An interactive form with one field. Not `initForm`, which asks readers to redraw fields: PDF/A forbids it. */
  setForm(field: PdfReference): void {
    this.root.data.AcroForm = this.ref({ Fields: [field], SigFlags: 3, DR: { Font: {} } });
    this.#internals._acroform = { fonts: {}, defaultFont: 'none' };
  }

  override ref(data?: object): PdfReference & PDFKit.PDFKitReference {
    const reference = super.ref(data as object) as PdfReference & PDFKit.PDFKitReference;
    const finalize = reference.finalize.bind(reference);
    reference.finalize = () => {
      compress(reference);
      finalize();
    };
    return reference;
  }

  /** Keeps what pdfkit writes, instead of streaming it: a receipt is drawn in one synchronous go. */
  override push(chunk: Uint8Array | null): boolean {
    this.chunks ??= [];
    if (chunk !== null) this.chunks.push(chunk);
    return true;
  }

  /** Ends the document. */
  toBytes(): Buffer {
    this.end();
    return Buffer.concat(this.chunks ?? []);
  }

  get #internals(): Internals {
    return this as unknown as Internals;
  }
}

/** Compresses a stream's content before pdfkit would; `Filter` is set by then. */
function compress(reference: PdfReference): void {
  if (!reference.compress || reference.buffer.length === 0) return;
  reference.buffer = [zlibSync(Buffer.concat(reference.buffer), DEFLATE)];
  reference.compress = false;
}
