import { broken } from './zip.js';

/** What a scan of XML calls, element by element. Names have no prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  /** Called with text and CDATA, piece by piece. */
  text(text: string): void;
}

/** A piece of markup or of text. Attributes may contain the end of a tag only in quotes. */
const PIECE =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const DEPTH_MAX = 64;

/**
 * Scans XML from its beginning to its end. It knows no document type: whatever would declare an entity, or is not well-formed, is refused.
 * @throws {ValidationError} FIELD_VALUE
 */
export function scanXml(text: string, handler: XmlHandler): void {
  const path: string[] = [];
  PIECE.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    PIECE.lastIndex = at;
    const piece = nextPiece(text);
    if (piece === null) throw broken('its XML is not well-formed, or declares a document type');
    at = PIECE.lastIndex;
    const [, cdata, closed, opened, attributes = '', isEmpty, plain] = piece;
    if (plain !== undefined) handler.text(decoded(plain));
    else if (cdata !== undefined) handler.text(cdata);
    else if (closed !== undefined) leave(path, closed, handler);
    else if (opened !== undefined) {
      enter(path, opened);
      handler.open(localName(opened), attributesIn(attributes));
      if (isEmpty === '/') leave(path, opened, handler);
    }
  }
  if (path.length > 0) throw broken('its XML ends early');
}

/** A start tag with a million attributes exceeds the stack of the expression. */
function nextPiece(text: string): RegExpExecArray | null {
  try {
    return PIECE.exec(text);
  } catch (error) {
    if (error instanceof RangeError) throw broken('its XML has a tag that is too long');
    throw error;
  }
}

function enter(path: string[], name: string): void {
  if (path.push(name) > DEPTH_MAX) throw broken('its XML is nested too deeply');
}

function leave(path: string[], name: string, handler: XmlHandler): void {
  if (path.pop() !== name) throw broken('its XML is not well-formed');
  handler.close(localName(name));
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
    attributes[localName(name)] = decoded(double ?? single ?? '');
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&/g,
    (_, hex, digits, name) => {
      if (name !== undefined) return NAMED[name as string] as string;
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex as string, 16);
      if (!(code > 0 && code <= 0x10ffff)) throw broken('its XML has an entity that is not known');
      return String.fromCodePoint(code);
    },
  );
}
