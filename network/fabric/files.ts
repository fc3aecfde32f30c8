import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that only its owner may read when `secret`; makes the folders above it. */
export function writeText(path: string, text: string | Uint8Array, secret = false): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: secret ? 0o600 : 0o644 });
}

/** JSON is YAML too: what Fabric reads as YAML is written so, without a YAML library. */
export function writeJson(path: string, value: unknown): void {
  writeText(path, toJson(value));
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A configuration is generated once; what an operator changed in it stays. */
export function writeJsonOnce(path: string, value: unknown): void {
  if (!existsSync(path)) writeJson(path, value);
}

export function writeExecutable(path: string, text: string): void {
  writeText(path, text);
  chmodSync(path, 0o755);
}
