import {
  type BuyerJson,
  canonicalJson,
  type Fen,
  formatYuan,
  type InvoiceStatusJson,
  readInstant,
  redeemedFen,
  type SellerJson,
  shanghaiDate,
  shanghaiTime,
} from '@fapiao-ledger/core';
import { sha256Hex } from '../crypto.js';
import type { Evidence } from '../evidence.js';
import { PART_REDEEMED, STATE, type Tone } from './words.js';

/** A labeled value; `path` is its JSON pointer in the attestation, for faults. */
export interface Field {
  readonly label: string;
  readonly value: string;
  readonly path: string;
}

export interface ReceiptState {
  readonly chinese: string;
  readonly english: string;
  readonly tone: Tone;
  readonly fields: readonly Field[];
}

const PARTY_LABELS = {
  name: '名称',
  code: '统一社会信用代码/纳税人识别号',
  contact: '地址、电话',
  bank: '开户行及账号',
} as const;

export function describeSeller(seller: SellerJson): Field[] {
  return describeParty('/invoice/seller', { ...seller });
}

export function describeBuyer(buyer: BuyerJson, openedName: string | undefined): Field[] {
  if (buyer.type !== 'PERSON') return describeParty('/invoice/buyer', { ...buyer });
  if (openedName === undefined) return describeParty('/invoice/buyer', { name: '个人' });
  return describeParty('/opening', { name: `${openedName}（个人）` });
}

/** Name and code always have their place on the form, filled or not; contact and bank only when given. */
function describeParty(path: string, party: { [Key in keyof typeof PARTY_LABELS]?: string }): Field[] {
  const fields = (['name', 'code', 'contact', 'bank'] as const).map((key) => ({
    label: PARTY_LABELS[key],
    value: party[key] ?? '',
    path: `${path}/${key}`,
    always: key === 'name' || key === 'code',
  }));
  return fields
    .filter(({ always, value }) => always || value !== '')
    .map(({ label, value, path }) => ({ label, value, path }));
}

export function describeLedger({ attestation, chaincode, endorsements }: Evidence): Field[] {
  const { invoice, channel, asOf } = attestation;
  const { version, hash } = invoice.ruleSet;
  const organizations = new Set(endorsements.map(({ mspId }) => mspId));
  return [
    { label: '交易号', value: invoice.transactionId, path: '/invoice/transactionId' },
    { label: '发票摘要', value: sha256Hex(canonicalJson(invoice)), path: '/invoice' },
    { label: '税收规则', value: `${version}  ${hash}`, path: '/invoice/ruleSet/version' },
    { label: '通道/链码', value: `${channel} / ${chaincode}`, path: '/channel' },
    { label: '背书机构', value: [...organizations].join('、'), path: '/endorsements' },
    { label: '背书时间', value: beijingTime(asOf), path: '/asOf' },
  ];
}

export function describeState(status: InvoiceStatusJson, gross: Fen): ReceiptState {
  const isPart = status.state === 'OPEN' && status.redemptions.length > 0;
  const { chinese, english, tone } = isPart ? PART_REDEEMED : STATE[status.state];
  return { chinese, english, tone, fields: [...describeHolding(status, gross), ...describeStop(status)] };
}

function describeHolding(status: InvoiceStatusJson, gross: Fen): Field[] {
  const { length } = status.redemptions;
  const redeemed = `¥${formatYuan(redeemedFen(status))}（${length} 笔，价税合计 ¥${formatYuan(gross)}）`;
  return [
    { label: '持有人', value: status.holder, path: '/status/holder' },
    { label: '未入账余额', value: `¥${status.rest}`, path: '/status/rest' },
    ...(length === 0 ? [] : [{ label: '已入账金额', value: redeemed, path: '/status/redemptions' }]),
  ];
}

function describeStop({ lock, frozen }: InvoiceStatusJson): Field[] {
  const fields: Field[] = [];
  if (lock !== undefined) {
    fields.push({ label: '锁定单位', value: lock.company, path: '/status/lock/company' });
    fields.push({ label: '锁定至', value: beijingTime(lock.expiresAt), path: '/status/lock/expiresAt' });
  }
  if (frozen !== undefined) {
    fields.push({ label: '冻结时间', value: beijingTime(frozen.at), path: '/status/frozen/at' });
  }
  return fields;
}

/** "2026年03月01日" for "2026-03-01". */
export function chineseDate(date: string): string {
  return `${date.slice(0, 4)}年${date.slice(5, 7)}月${date.slice(8, 10)}日`;
}

/** "2026年03月01日 16:00:00（北京时间）" for "2026-03-01T08:00:00Z". */
function beijingTime(instant: string): string {
  const at = readInstant(instant) ?? 0;
  return `${chineseDate(shanghaiDate(at))} ${shanghaiTime(at)}（北京时间）`;
}
