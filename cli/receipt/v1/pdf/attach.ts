import type { ReceiptDocument } from './receipt-document.js';

export interface Attachment {
  readonly name: string;
  readonly description: string;
  /** PDF/A-3: what the file is to the page. */
  readonly relationship: 'Data' | 'Supplement';
  readonly text: string;
}

/** Embeds JSON files and associates them with the document, as PDF/A-3 asks. */
export function attach(document: ReceiptDocument, attachments: readonly Attachment[], at: Date): void {
  document.root.data.AF = attachments.map(({ name, description, relationship, text }) => {
    const bytes = Buffer.from(text, 'utf8');
    const file = document.ref({
      Type: 'EmbeddedFile',
      Subtype: 'application#2Fjson',
      Params: { Size: bytes.length, ModDate: at },
    });
    file.end(bytes);
    const specification = document.ref({
      Type: 'Filespec',
      F: pdfString(name),
      UF: pdfString(name),
      Desc: pdfString(description),
      AFRelationship: relationship,
      EF: { F: file, UF: file },
    });
    specification.end();
    document.addNamedEmbeddedFile(name, specification);
    return specification;
  });
}

/** pdfkit writes primitive strings as PDF names and String objects as PDF strings. */
export function pdfString(text: string): object {
  return Object(text) as object;
}
