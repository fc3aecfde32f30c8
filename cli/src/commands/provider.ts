import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readDrafts } from '@fapiao-ledger/client/drafts';
import { isProviderCode, type PaymentJson, readPaymentText } from '@fapiao-ledger/core';
import { generateKeyPair, PLATFORM_MSP } from '@fapiao-ledger/pki';
import { Command, Option } from 'commander';
import {
  creditCode,
  instant,
  invoiceNumber,
  keyEpoch,
  mspId,
  paymentId,
  paymentName,
  providerCode,
  redReason,
  requestIdOption,
  yuan,
} from '../arguments.js';
import { writeAtomically } from '../files/private-file.js';
import { readText } from '../files/read-text.js';
import { readIdentityFile, writeIdentityFile } from '../identity/identity-file.js';
import { documentText } from '../output/document-text.js';
import { paymentFields } from '../output/payment-text.js';
import { redLetterText } from '../output/red-form-text.js';
import { fieldsText } from '../output/table.js';
import { confirmPayment, confirmRefund, payDrafts } from '../requests/payments.js';
import { type OpenSession, PROVIDER_ROLE, type Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import type { Field } from '../words/label.js';
import { phrase } from '../words/phrase.js';

/** Commands for a payment provider, which confirms what was paid and refunded. */
export function providerCommand(open: OpenSession): Command {
  return new Command('provider')
    .description(phrase('confirm payments and refunds as a payment provider'))
    .addCommand(newCommand(open))
    .addCommand(installCommand(open))
    .addCommand(confirmCommand(open))
    .addCommand(refundCommand(open))
    .addCommand(showCommand(open));
}

function newCommand(open: OpenSession): Command {
  return new Command('new')
    .description(phrase('make the key of a payment provider, and write its public key for the tax bureau'))
    .argument('<file>', phrase('identity file to write'))
    .addOption(
      new Option('--code <code>', phrase('code of the provider, such as V-PAY'))
        .argParser(providerCode)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--msp <id>', phrase('organization of the platform that serves it'))
        .argParser(mspId)
        .default(PLATFORM_MSP),
    )
    .action(async (file: string, { code, msp }: { code: string; msp: string }, command: Command) => {
      const session = await open(command);
      if (existsSync(file))
        throw new UsageError(phrase('{file} exists already: choose another name', { file }));
      const { privateKey } = generateKeyPair();
      const publicKey = `${file}.pub`;
      const pem = createPublicKey(createPrivateKey(privateKey)).export({ format: 'pem', type: 'spki' });
      await writeIdentityFile(file, {
        version: 1,
        mspId: msp,
        code,
        role: PROVIDER_ROLE,
        certificate: '',
        privateKey,
      });
      await writeAtomically(publicKey, pem.toString());
      session.reporter.result({ file, publicKey }, () =>
        [
          phrase(
            '{file} holds the key. Send {publicKey} to the tax bureau, and when it has registered the key:',
            { file, publicKey },
          ),
          `  fapiao provider install ${file} --epoch EPOCH`,
        ].join('\n'),
      );
    });
}

function installCommand(open: OpenSession): Command {
  return new Command('install')
    .description(
      phrase('write the registration of the key, as the tax bureau names it, into the identity file'),
    )
    .argument('<file>', phrase('identity file that fapiao provider new wrote'))
    .addOption(
      new Option('--epoch <epoch>', phrase('keyEpoch of the registration'))
        .argParser(keyEpoch)
        .makeOptionMandatory(),
    )
    .action(async (file: string, { epoch }: { epoch: string }, command: Command) => {
      const session = await open(command);
      const { content } = await readIdentityFile(file);
      if (content.role !== PROVIDER_ROLE)
        throw new UsageError(
          phrase('{file} is the identity of the role {role}, not of a payment provider', {
            file,
            role: content.role,
          }),
        );
      await writeIdentityFile(file, { ...content, keyEpoch: epoch });
      session.reporter.result({ file, keyEpoch: epoch }, () =>
        phrase('{file} can confirm payments now', { file }),
      );
    });
}

interface ConfirmOptions {
  readonly payee: string;
  readonly amount: string;
  readonly paidAt: string;
  readonly drafts?: string;
  readonly dryRun?: boolean;
  readonly requestId?: string;
}

function confirmCommand(open: OpenSession): Command {
  return new Command('confirm')
    .description(phrase('confirm a payment; with drafts, issue their invoices by the mandate of the payee'))
    .argument('<id>', phrase('your id of the payment'), paymentId)
    .addOption(
      new Option('--payee <code>', phrase('credit code of the seller'))
        .argParser(creditCode)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--amount <yuan>', phrase('amount, with tax')).argParser(yuan).makeOptionMandatory(),
    )
    .addOption(
      new Option('--paid-at <moment>', phrase('moment of the payment, UTC'))
        .argParser(instant)
        .makeOptionMandatory(),
    )
    .option('--drafts <file>', phrase('JSON: the drafts that it pays; - reads standard input'))
    .option('--dry-run', phrase('show what would be signed, and send nothing'))
    .addOption(requestIdOption())
    .action(async (id: string, options: ConfirmOptions, command: Command) => {
      await confirm(await open(command), id, options);
    });
}

async function confirm(session: Session, id: string, options: ConfirmOptions): Promise<void> {
  const { payee, amount, paidAt, requestId } = options;
  const payment = { id, payee, amount, paidAt };
  const drafts =
    options.drafts === undefined
      ? undefined
      : readDrafts(await readText(options.drafts, session.shell)).drafts;
  if (options.dryRun === true) {
    const { code: provider } = await session.provider();
    const fields = paymentFields({ ...payment, provider, refunds: [] });
    session.reporter.result(
      { provider, ...payment, drafts: drafts?.length ?? 0 },
      (page) =>
        `${fieldsText([...fields, ['drafts', String(drafts?.length ?? 0)]], page)}\n\n${phrase('nothing was sent')}`,
    );
  } else if (drafts === undefined) {
    const result = await confirmPayment(session, payment, requestId);
    session.reporter.result(result, (page) => fieldsText(paymentFields(result.payment), page));
  } else {
    const answer = await payDrafts(session, payment, drafts, requestId);
    const numbers = answer.invoices.map(({ number }): Field => ['invoice', number]);
    session.reporter.result(answer, (page) => fieldsText([['payment', id], ...numbers], page));
  }
}

interface RefundOptions {
  readonly refund: string;
  readonly amount: string;
  readonly refundedAt: string;
  readonly invoice: string;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly requestId?: string;
}

function refundCommand(open: OpenSession): Command {
  return new Command('refund')
    .description(
      phrase('confirm a refund, which starts to reverse all that is left of an invoice of the payment'),
    )
    .argument('<id>', phrase('your id of the payment'), paymentId)
    .addOption(
      new Option('--refund <id>', phrase('your id of the refund')).argParser(paymentId).makeOptionMandatory(),
    )
    .addOption(
      new Option('--amount <yuan>', phrase('amount, with tax')).argParser(yuan).makeOptionMandatory(),
    )
    .addOption(
      new Option('--refunded-at <moment>', phrase('moment of the refund, UTC'))
        .argParser(instant)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--invoice <number>', phrase('number of the invoice'))
        .argParser(invoiceNumber)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--reason <reason>', phrase('error, return, service-stopped, or a national code'))
        .argParser(redReason)
        .makeOptionMandatory(),
    )
    .option('--dry-run', phrase('show what would be signed, and send nothing'))
    .addOption(requestIdOption())
    .action(async (payment: string, options: RefundOptions, command: Command) => {
      const session = await open(command);
      const { refund, amount, refundedAt, invoice: number, reason, requestId } = options;
      const body = { payment, refund, amount, refundedAt, number, reason };
      if (options.dryRun === true) {
        const { code: provider } = await session.provider();
        const signed = { provider, ...body };
        session.reporter.result(
          signed,
          (page) => `${documentText(signed, page)}\n\n${phrase('nothing was sent')}`,
        );
        return;
      }
      const result = await confirmRefund(session, body, requestId);
      session.reporter.result(
        result,
        (page) => `${redLetterText(result, page)}\n\n${fieldsText(paymentFields(result.payment), page)}`,
      );
    });
}

function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description(phrase('show a payment with its invoices and refunds, as its provider or its payee'))
    .argument('<payment>', phrase('such as V-PAY/12345'), paymentName)
    .action(async (name: string, _options: object, command: Command) => {
      const session = await open(command);
      const reference = readPaymentText(name, isProviderCode);
      const client = await session.client();
      const payment = await client.read<PaymentJson>(
        `/payments/${reference?.provider ?? ''}/${encodeURIComponent(reference?.id ?? '')}`,
      );
      session.reporter.result(payment, (page) => fieldsText(paymentFields(payment), page));
    });
}
