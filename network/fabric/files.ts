import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file, for its owner only when `secret`, and makes the folders above it. */
export function writeText(path: string, text: string | Uint8Array, secret = false): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: secret ? 0o600 : 0o644 });
}

/** Returns JSON, which is YAML too: Fabric reads these files as YAML, and no YAML library is needed. */
export function writeJson(path: string, value: unknown): void {
  writeText(path, toJson(value));
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Writes a configuration only if it does not exist, so that an operator's changes stay. */
export function writeJsonOnce(path: string, value: unknown): void {
  if (!existsSync(path)) writeJson(path, value);
}

export function writeExecutable(path: string, text: string): void {
  writeText(path, text);
  chmodSync(path, 0o755);
}
