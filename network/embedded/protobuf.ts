/** Fabric's messages, with functions that write them as expressions. */
import * as protos from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';

export const { common, ledger, msp, peer } = protos;
export type { protos };

export type Timestamp = timestamps.Timestamp;

/** Returns a new message with its fields set by `fill`. */
export function build<Message>(type: new () => Message, fill: (message: Message) => void): Message {
  const message = new type();
  fill(message);
  return message;
}

/** Returns the bytes of a new message with its fields set by `fill`. */
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

/** Returns milliseconds since 1970; finer parts are cut off. */
export function millisecondsOf(timestamp: Timestamp | undefined): number {
  if (timestamp === undefined) return 0;
  return timestamp.getSeconds() * 1000 + Math.floor(timestamp.getNanos() / 1_000_000);
}

/** Returns the same memory as a plain array, because the message library copies any other kind. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array
    ? bytes
    : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
