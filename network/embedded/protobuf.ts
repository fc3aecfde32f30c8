/** Fabric's messages, with what it takes to write them as expressions. */
import * as protos from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';

export const { common, ledger, msp, peer } = protos;
export type { protos };

export type Timestamp = timestamps.Timestamp;

/** A new message with its fields set by `fill`. */
export function build<Message>(type: new () => Message, fill: (message: Message) => void): Message {
  const message = new type();
  fill(message);
  return message;
}

/** The bytes of a new message with its fields set by `fill`. */
export function encode<Message extends { serializeBinary(): Uint8Array }>(
  type: new () => Message,
  fill: (message: Message) => void,
): Uint8Array {
  return build(type, fill).serializeBinary();
}

export function timestampOf(ms: number): Timestamp {
  return build(timestamps.Timestamp, (timestamp) => {
    const seconds = Math.floor(ms / 1000);
    timestamp.setSeconds(seconds);
    timestamp.setNanos((ms - seconds * 1000) * 1_000_000);
  });
}

/** Milliseconds since 1970; what is finer than that is cut off. */
export function millisecondsOf(timestamp: Timestamp | undefined): number {
  if (timestamp === undefined) return 0;
  return timestamp.getSeconds() * 1000 + Math.floor(timestamp.getNanos() / 1_000_000);
}

/** The same memory as a plain array: the message library copies what it does not recognize as one. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array
    ? bytes
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
