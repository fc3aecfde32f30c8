/** UTF-8 bytes of text. */
export declare function utf8(text: string): Uint8Array;
/** SHA-256 in lower-case hex. Meant for inputs up to about a kilobyte, and for code that runs anywhere. */
export declare function sha256Hex(input: string | Uint8Array): string;
/** SHA-256 over a domain line and a text: the same text never has the same digest in two roles. */
export declare function domainDigest(domain: string, text: string): string;
