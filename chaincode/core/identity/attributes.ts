import { DomainError, ValidationError } from '../errors.js';
import type { Json } from '../json/canonical.js';
import { isJsonObject, type JsonObject } from '../json/document-reader.js';
import { parseStrictJson } from '../json/strict.js';
import { type Certificate, OID } from './certificate.js';
import { decodeUtf8 } from './utf8.js';

/** Attributes that an organization's authority gave a member, by name, such as `role` and `taxpayer.id`. */
export type Attributes = Readonly<Record<string, string>>;

/**
 * Returns Fabric's attributes in a certificate, none when it has no such extension. Its value is the JSON text
 * `{"attrs":{"name":"value"}}` itself, not DER. Every name occurs once and every value is text.
 *
 * @throws {DomainError} IDENTITY_INVALID
 */
export function attributesIn({ extensions }: Pick<Certificate, 'extensions'>): Attributes {
  const extension = extensions.get(OID.attributes);
  if (extension === undefined) return {};
  const document = jsonIn(extension.value);
  if (isJsonObject(document) && Object.keys(document).length === 1 && isJsonObject(document.attrs)) {
    if (areTexts(document.attrs)) return document.attrs;
  }
  throw invalid('they are not {"attrs":{"name":"value"}} with text for every value');
}

/** Returns the attribute with a name, or undefined. Names of the prototype, such as `toString`, are not attributes. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function jsonIn(value: Uint8Array): Json {
  const text = decodeUtf8(value);
  if (text === undefined) throw invalid('they are not text in UTF-8');
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof ValidationError) throw invalid(error.faults[0]?.message ?? error.message);
    throw error;
  }
}

function areTexts(attributes: JsonObject): attributes is Attributes {
  return Object.values(attributes).every((value) => typeof value === 'string');
}

function invalid(reason: string): DomainError {
  const cure = 'have the authority certify the key again';
  return new DomainError(
    'IDENTITY_INVALID',
    `the certificate’s Fabric attributes cannot be read: ${reason}; ${cure}`,
  );
}
