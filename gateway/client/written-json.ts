import { canonicalJson, type Json } from '@fapiao-ledger/core';

/** Canonical JSON (RFC 8785). A page of drafts is long, so its text is written once for its digest and its body. */
export class WrittenJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Returns the canonical JSON of a value. */
export function writtenText(value: Json | WrittenJson): string {
  return value instanceof WrittenJson ? value.text : canonicalJson(value);
}
