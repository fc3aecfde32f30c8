import { execFile } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Custodian } from '@fapiao-ledger/gateway/custodian/custodian';
import { KeyFile } from '@fapiao-ledger/gateway/custodian/key-file';
import { readMasterSecret } from '@fapiao-ledger/gateway/custodian/master-secret';
import { generateKeyPair } from '@fapiao-ledger/pki';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  accessKey as accessKeyOf,
  CUSTODIAN,
  type CustodyBody,
  custodyPlace,
  writeSecret,
} from '../support/custody.ts';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { base64Of, type Credential, MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { GATEWAY_MAIN, startGateway } from '../support/started-gateway.ts';

const run = promisify(execFile);
const COMMAND = fileURLToPath(new URL('../../gateway/dist/custodian/main.js', import.meta.url));

const code = enterpriseCode(6101);
/** The seller that `preparedSeller` registers. */
const seller = enterpriseCode(1);
const accessKey = base64Of(generateKeyPair().publicKey);

let place: ReturnType<typeof custodyPlace>;
let keyFile: string;
beforeEach(() => {
  place = custodyPlace();
  keyFile = join(place.folder, 'keys.json');
});
afterEach(() => place.remove());

/** A folder with one key in it. @returns its public half */
async function withOneKey(): Promise<string> {
  const custodian = await Custodian.open(place);
  const { publicKey } = await custodian.enrol(code, accessKey, undefined);
  await custodian.close();
  return publicKey;
}

const open = async (): Promise<void> => await (await Custodian.open(place)).close();

/** The keys as they are, for who has the secret. */
async function openedKeys(): Promise<readonly KeyObject[]> {
  const { keys } = await KeyFile.open(keyFile, await readMasterSecret(place.secretFile));
  return keys.map(({ privateKey }) => privateKey);
}

/** Forms in which a secret number could lie about: raw, hex, base64 at each of the three offsets. */
function formsOf(secret: Buffer): readonly Buffer[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), secret])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const texts = [
    secret.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [secret, ...texts.map((text) => Buffer.from(text))];
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('no file of a running gateway, log line or answer has a key in the clear', async () => {
  const home = join(place.root, 'home');
  const settings = {
    FAPIAO_LOG: 'debug',
    FAPIAO_CUSTODIAN: place.folder,
    FAPIAO_CUSTODIAN_KEY_FILE: place.secretFile,
  };
  const gateway = await startGateway(home, settings, openSync(join(place.root, 'log'), 'w'));
  const as = (credential: Credential): MerchantClient =>
    new MerchantClient(gateway.url, 'fapiao', credential);
  const held = (who: string): MerchantClient =>
    as(JSON.parse(readFileSync(join(home, 'identities', `${who}.json`), 'utf8')) as Credential);
  await preparedSeller(gateway.url, home);
  const own = await accessKeyOf(seller);
  const access = { code: seller, csr: own.csr };
  const { body: made } = await held('operator').post<CustodyBody>(CUSTODIAN, access);
  const publicKey = made.keys[0]?.publicKey;
  await held('officer').send('PATCH', `/v1/bureau/taxpayers/${seller}`, { body: { publicKey } });
  const { certificate = '' } = made;
  const issued = await as({ certificate, privateKey: own.privateKey, code: seller }).send(
    'POST',
    '/v1/invoices',
    { body: draftOf(seller, enterprise(seller)), headers: { 'Idempotency-Key': 'at-rest:0001' } },
  );
  expect(issued.status).toBe(201);
  await gateway.stop('SIGTERM');

  const [key] = await openedKeys();
  const scalar = Buffer.from(key?.export({ format: 'jwk' }).d as string, 'base64url');
  const secret = readFileSync(place.secretFile, 'utf8').trim();
  const files = filesBelow(place.root).filter((file) => file !== place.secretFile);
  expect(files.map((file) => relative(place.root, file))).toEqual(
    expect.arrayContaining(['custody/keys.json', 'custody/journal.jsonl', 'home/read-model.db', 'log']),
  );
  const said = [made, issued.body, gateway.lines].map((each) => Buffer.from(JSON.stringify(each)));
  const found = [...files.map((file) => readFileSync(file)), ...said].filter((bytes) =>
    [...formsOf(scalar), Buffer.from(secret)].some((form) => bytes.includes(form)),
  );
  expect(found).toEqual([]);
  // The search itself can find: the key as it would be written carelessly.
  const pem = key?.export({ format: 'pem', type: 'pkcs8' }).toString().replaceAll('\n', '') ?? '';
  expect(formsOf(scalar).some((form) => Buffer.from(pem).includes(form))).toBe(true);
});

test('only the owner may read what the custodian writes', async () => {
  await withOneKey();
  const modes = ['keys.json', 'journal.jsonl'].map((name) => statSync(join(place.folder, name)).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600]);
  expect(statSync(place.folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(place.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('keys survive a restart, each as it was', async () => {
  const publicKey = await withOneKey();
  const custodian = await Custodian.open(place);
  expect(custodian.accessKeyOf(code, publicKey)).toBe(accessKey);
  await custodian.close();
});

describe('it does not start', () => {
  test('with another master secret', async () => {
    await withOneKey();
    writeSecret(place.secretFile, 'another master secret that is made up for tests');
    await expect(open()).rejects.toThrow(/is encrypted with another master secret$/);
  });

  test('with a secret that others may read', async () => {
    for (const mode of [0o640, 0o604, 0o620]) {
      chmodSync(place.secretFile, mode);
      await expect(open()).rejects.toThrow(/other users may read the master secret in .*: chmod 600 /);
    }
  });

  test.each([
    ['is not there', (): string => join(place.root, 'none'), /cannot be read: ENOENT/],
    ['is a folder', (): string => place.root, /is not a file/],
    ['is short', (): string => writeSecret(join(place.root, 'short'), 'secret'), /less than 32 bytes/],
    [
      'lies beside the keys',
      (): string => {
        mkdirSync(place.folder);
        const file = join(place.folder, 'master.key');
        copyFileSync(place.secretFile, file);
        return file;
      },
      /lies beside the keys that it protects/,
    ],
  ])('with a secret that %s', async (_, secretFile, message) => {
    await expect(Custodian.open({ ...place, secretFile: secretFile() })).rejects.toThrow(message);
  });

  test('while another process has the keys open', async () => {
    const custodian = await Custodian.open(place);
    await expect(open()).rejects.toThrow(/another process has them open/);
    await custodian.close();
    await open();
  });

  test.each(['code', 'publicKey', 'accessKey', 'madeAt', 'nonce', 'sealed'])(
    'with a key whose %s was changed',
    async (field) => {
      await withOneKey();
      const content = JSON.parse(readFileSync(keyFile, 'utf8')) as { keys: Record<string, string>[] };
      const entry = content.keys[0] as Record<string, string>;
      const { publicKey: other } = generateKeyPair();
      const changed: Record<string, string> = {
        code: enterpriseCode(6102),
        publicKey: base64Of(other),
        accessKey: base64Of(other),
        madeAt: '2026-01-01T00:00:00.000Z',
      };
      entry[field] = changed[field] ?? flipped(entry[field] as string);
      writeFileSync(keyFile, JSON.stringify(content));
      await expect(open()).rejects.toThrow(/was changed: the key of \w+ does not open; restore a copy$/);
    },
  );

  test.each(['{}', '', '{"version":2,"salt":"","check":{"nonce":"","sealed":""},"keys":[]}'])(
    'with a file that says %j',
    async (text) => {
      await withOneKey();
      writeFileSync(keyFile, text);
      await expect(open()).rejects.toThrow(/is not a file of keys in custody that this version reads$/);
    },
  );

  test('as a gateway, and says why in one line', async () => {
    await withOneKey();
    writeSecret(place.secretFile, 'another master secret that is made up for tests');
    const env = {
      ...process.env,
      PORT: '0',
      FAPIAO_HOME: join(place.root, 'home'),
      FAPIAO_CUSTODIAN: place.folder,
      FAPIAO_CUSTODIAN_KEY_FILE: place.secretFile,
    };
    await expect(run(process.execPath, [GATEWAY_MAIN], { env })).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${keyFile} is encrypted with another master secret\n`,
    });
    const { FAPIAO_CUSTODIAN_KEY_FILE: _none, ...half } = env;
    await expect(run(process.execPath, [GATEWAY_MAIN], { env: half })).rejects.toMatchObject({
      stderr: expect.stringContaining('FAPIAO_CUSTODIAN: goes together with FAPIAO_CUSTODIAN_KEY_FILE'),
    });
    expect(existsSync(join(place.root, 'home', 'ledger'))).toBe(false);
  });
});

describe('the master secret', () => {
  const custodian = async (...args: readonly string[]) =>
    await run(process.execPath, [COMMAND, ...args], {
      env: {
        ...process.env,
        FAPIAO_CUSTODIAN: place.folder,
        FAPIAO_CUSTODIAN_KEY_FILE: place.secretFile,
      },
    });

  test('is made by a command that overwrites nothing', async () => {
    const file = join(place.root, 'new.key');
    const { stdout } = await custodian('secret', file);
    expect(stdout).toContain(`${file} holds a new master secret`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await readMasterSecret(file)).length).toBe(44);
    await expect(custodian('secret', file)).rejects.toMatchObject({
      stderr: `the master secret in ${file} cannot be written: it exists already, and keys may need it\n`,
    });
  });

  test('is exchanged: the keys stay, the old secret opens nothing', async () => {
    const publicKey = await withOneKey();
    const before = readFileSync(keyFile, 'utf8');
    const fresh = join(place.root, 'new.key');
    await custodian('secret', fresh);
    const { stdout } = await custodian('rotate', fresh);
    expect(stdout).toBe(`1 key is encrypted anew; set FAPIAO_CUSTODIAN_KEY_FILE=${fresh}\n`);
    await expect(open()).rejects.toThrow(/another master secret/);
    const opened = await Custodian.open({ ...place, secretFile: fresh });
    expect(opened.accessKeyOf(code, publicKey)).toBe(accessKey);
    await opened.close();
    const fields = (text: string): unknown[] => {
      const { salt, keys } = JSON.parse(text) as { salt: string; keys: { nonce: string; sealed: string }[] };
      return [salt, keys[0]?.nonce, keys[0]?.sealed];
    };
    const after = fields(readFileSync(keyFile, 'utf8'));
    expect(fields(before).filter((field) => after.includes(field))).toEqual([]);
  });

  test('is not exchanged while a gateway runs, nor for one that cannot be used', async () => {
    await withOneKey();
    const before = readFileSync(keyFile, 'utf8');
    await expect(custodian('rotate', join(place.root, 'none'))).rejects.toMatchObject({ code: 1 });
    const running = await Custodian.open(place);
    const fresh = writeSecret(join(place.root, 'new.key'), 'b'.repeat(32));
    await expect(custodian('rotate', fresh)).rejects.toMatchObject({
      stderr: expect.stringContaining('another process has them open'),
    });
    await running.close();
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
  });

  test.each([[[]], [['rotate']], [['secret', 'a', 'b']], [['burn', 'a']]])(
    '%j shows how it is used',
    async (args) => {
      await expect(custodian(...args)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^npm run custodian/),
      });
    },
  );
});

test('a line of the journal that a crash has cut short spoils only itself', async () => {
  await withOneKey();
  const file = join(place.folder, 'journal.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -10));
  const custodian = await Custodian.open(place);
  await custodian.erase(code, undefined);
  await custodian.close();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  expect(lines.length).toBe(2);
  expect(JSON.parse(lines[1] as string)).toMatchObject({ event: 'erased', code });
});

test('signatures asked for at once are all in the journal, whole', async () => {
  const publicKey = await withOneKey();
  const custodian = await Custodian.open(place);
  const requests = Array.from({ length: 200 }, (_, index) => `request-${index}`);
  await Promise.all(
    requests.map(async (requestId) => {
      const body = { invoices: [{ number: '1' }] };
      const request = { operation: 'unlock', actor: code, requestId, body } as const;
      const terms = { ledger: 'l', contract: 'c', keyEpoch: 'k', end: 0 };
      await custodian.sign(request, terms, publicKey);
    }),
  );
  await custodian.close();
  const lines = readFileSync(join(place.folder, 'journal.jsonl'), 'utf8').split('\n').filter(Boolean);
  const signed = lines.map((line) => (JSON.parse(line) as { requestId?: string }).requestId).filter(Boolean);
  expect(signed.toSorted()).toEqual(requests.toSorted());
});

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] as number) ^ 1;
  return bytes.toString('base64');
}
