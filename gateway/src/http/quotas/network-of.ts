import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;

/**
 * Returns the network of an address: an IPv4 address itself, or the first 64 bits of an IPv6 address. A single
 * household has all addresses with the same 64 bits.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  return MAPPED_IPV4.exec(address)?.[1] ?? groupsOf(address).slice(0, 4).join(':');
}

/** Returns the groups of an IPv6 address, including those that "::" omits. */
function groupsOf(address: string): readonly string[] {
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(GROUPS - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail];
}
