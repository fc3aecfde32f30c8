/** Bytes that an attacker puts in place of the one certificate of an identity. */
export interface IdentityEncoding {
  readonly desc: string;
  /** Content of `id_bytes`. */
  readonly text: string;
}

/**
 * Every way in which two readers of PEM may find different certificates, or one certificate in different bytes.
 *
 * @param own PEM of the certificate that the peer is to find, as its authority wrote it
 * @param other PEM of a certificate that the contract is to find
 */
export function identityEncodings(own: string, other: string): readonly IdentityEncoding[] {
  const indented = (pem: string, by = ' '): string => pem.replaceAll(/^/gm, by).trimEnd().concat('\n');
  const labeled = (pem: string, label: string): string => pem.replaceAll('CERTIFICATE', label);
  const bodyOf = (pem: string): string => pem.split('\n').slice(1, -2).join('');
  const wrap = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
  const relined = (width: number): string =>
    wrap(
      bodyOf(own)
        .replaceAll(new RegExp(`.{1,${width}}`, 'g'), '$&\n')
        .trimEnd(),
    );
  const longer = (bytes: readonly number[]): string => {
    const der = Buffer.concat([Buffer.from(bodyOf(own), 'base64'), Buffer.from(bytes)]);
    return wrap(
      der
        .toString('base64')
        .replaceAll(/.{1,64}/g, '$&\n')
        .trimEnd(),
    );
  };
  const [first, ...rest] = own.split('\n');
  return [
    { desc: 'two certificates, its own first', text: own + other },
    { desc: 'two certificates, its own last', text: other + own },
    { desc: 'its own certificate twice', text: own + own },
    { desc: 'another, indented, before its own', text: indented(other) + own },
    { desc: 'another, indented by a tab, before its own', text: indented(other, '\t') + own },
    { desc: 'another, indented, after its own', text: own + indented(other) },
    { desc: 'its own, indented', text: indented(own) },
    { desc: 'another, indented in its first line alone, before its own', text: ` ${other}${own}` },
    { desc: 'another with CRLF before its own', text: other.replaceAll('\n', '\r\n') + own },
    { desc: 'CRLF', text: own.replaceAll('\n', '\r\n') },
    { desc: 'CR alone', text: own.replaceAll('\n', '\r') },
    { desc: 'text before', text: `text\n${own}` },
    { desc: 'a line break before', text: `\n${own}` },
    { desc: 'a byte order mark before', text: `\u{FEFF}${own}` },
    { desc: 'text behind', text: `${own}text\n` },
    { desc: 'a second line break behind', text: `${own}\n` },
    { desc: 'no line break behind', text: own.trimEnd() },
    { desc: 'a zero byte behind', text: `${own}\0` },
    { desc: 'text between two certificates', text: `${own}text\n${other}` },
    { desc: 'PEM headers', text: `${first}\nProc-Type: 4,ENCRYPTED\n\n${rest.join('\n')}` },
    {
      desc: 'PEM headers of a certificate before its own',
      text: `${other.replace('\n', '\nA: b\n\n')}${own}`,
    },
    { desc: 'the label X509 CERTIFICATE', text: labeled(own, 'X509 CERTIFICATE') },
    { desc: 'the label TRUSTED CERTIFICATE', text: labeled(own, 'TRUSTED CERTIFICATE') },
    {
      desc: 'another with the label X509 CERTIFICATE before its own',
      text: labeled(other, 'X509 CERTIFICATE') + own,
    },
    { desc: 'another with a made-up label before its own', text: labeled(other, 'SOMETHING') + own },
    { desc: 'a space at the end of a line', text: own.replace('\n', ' \n') },
    { desc: 'a space inside the base64', text: own.replace(/\n(.{10})/, '\n$1 ') },
    { desc: 'a tab inside the base64', text: own.replace(/\n(.{10})/, '\n$1\t') },
    { desc: 'an empty line inside the base64', text: own.replace(/\n(.{64})\n/, '\n$1\n\n') },
    { desc: 'lines of 63 characters', text: relined(63) },
    { desc: 'lines of 76 characters', text: relined(76) },
    { desc: 'one line', text: wrap(bodyOf(own)) },
    { desc: 'a byte behind the certificate', text: longer([0]) },
    { desc: 'a value of DER behind the certificate', text: longer([5, 0]) },
    { desc: 'nothing', text: '' },
    { desc: 'a block without a body', text: wrap('') },
  ];
}
