import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PortalRole } from '../shared/identity/portal-identity.ts';
import type { Texts } from './words/index.ts';

/** A page of a desk. It is loaded when it is first shown. */
export interface DeskPage {
  /** First part of its path. */
  readonly name: string;
  readonly label: keyof Texts['nav'];
  readonly role: PortalRole;
  /** Heading of the menu under which it stands; pages of a group follow each other. */
  readonly group?: keyof Texts['groups'];
  /** Whether the menu has it. */
  readonly isInMenu: boolean;
  readonly view: LazyExoticComponent<ComponentType>;
}

const OVERVIEW = lazy(async () => ({ default: (await import('./merchant/overview.tsx')).Overview }));

const ISSUE = lazy(async () => ({ default: (await import('./merchant/issue/issue-page.tsx')).Issue }));
const IMPORT = lazy(async () => ({ default: (await import('./merchant/import/import-page.tsx')).Import }));
const INVOICES = lazy(async () => ({ default: (await import('./invoices/invoice-list.tsx')).Invoices }));

const BUREAU = lazy(async () => ({ default: (await import('./bureau/start/bureau-start.tsx')).BureauStart }));
const SEARCH = lazy(async () => ({
  default: (await import('./bureau/search/search-page.tsx')).SearchInvoices,
}));
const TAXPAYERS = lazy(async () => ({
  default: (await import('./bureau/taxpayers/taxpayer-list.tsx')).Taxpayers,
}));

const STATISTICS = lazy(async () => ({
  default: (await import('./bureau/statistics/statistics-page.tsx')).Statistics,
}));

const RULES = lazy(async () => ({ default: (await import('./bureau/rules/rules-page.tsx')).Rules }));

const BUREAU_RETURNS = lazy(async () => ({
  default: (await import('./bureau/returns/returns-page.tsx')).BureauReturns,
}));

const RED_LETTERS = lazy(async () => ({
  default: (await import('./red-letters/red-letter-list.tsx')).RedLetters,
}));

const KEYS = lazy(async () => ({ default: (await import('./keys/keys-page.tsx')).Keys }));
const MANDATES = lazy(async () => ({
  default: (await import('./merchant/own-terms/mandates.tsx')).Mandates,
}));
const ELECTIONS = lazy(async () => ({
  default: (await import('./merchant/own-terms/elections.tsx')).Elections,
}));
const CODE = lazy(async () => ({ default: (await import('./code/code-page.tsx')).OwnCode }));
const RETURNS = lazy(async () => ({ default: (await import('./returns/returns-page.tsx')).Returns }));

const PURCHASES = lazy(async () => ({
  default: (await import('./company/start/purchases.tsx')).Purchases,
}));
const RECEIVED = lazy(async () => ({ default: (await import('./company/received/received.tsx')).Received }));
const CLAIMS = lazy(async () => ({ default: (await import('./company/claims/claims.tsx')).Claims }));

/** The pages of all desks, in the order of the menu. The first one of a role is its start. */
export const PAGES: readonly DeskPage[] = [
  { name: '', label: 'overview', role: 'taxpayer', isInMenu: true, view: OVERVIEW },
  { name: 'issue', label: 'issue', role: 'taxpayer', group: 'sales', isInMenu: true, view: ISSUE },
  { name: 'import', label: 'import', role: 'taxpayer', group: 'sales', isInMenu: true, view: IMPORT },
  { name: 'invoices', label: 'invoices', role: 'taxpayer', group: 'sales', isInMenu: true, view: INVOICES },
  {
    name: 'red-letters',
    label: 'redLetters',
    role: 'taxpayer',
    group: 'sales',
    isInMenu: true,
    view: RED_LETTERS,
  },
  {
    name: 'purchases',
    label: 'purchases',
    role: 'taxpayer',
    group: 'purchases',
    isInMenu: true,
    view: PURCHASES,
  },
  {
    name: 'received',
    label: 'received',
    role: 'taxpayer',
    group: 'purchases',
    isInMenu: true,
    view: RECEIVED,
  },
  { name: 'claims', label: 'claims', role: 'taxpayer', group: 'purchases', isInMenu: true, view: CLAIMS },
  { name: 'forms', label: 'forms', role: 'taxpayer', group: 'purchases', isInMenu: true, view: RED_LETTERS },
  { name: 'returns', label: 'returns', role: 'taxpayer', group: 'month', isInMenu: true, view: RETURNS },
  { name: 'keys', label: 'keys', role: 'taxpayer', group: 'settings', isInMenu: true, view: KEYS },
  {
    name: 'mandates',
    label: 'mandates',
    role: 'taxpayer',
    group: 'settings',
    isInMenu: true,
    view: MANDATES,
  },
  {
    name: 'elections',
    label: 'elections',
    role: 'taxpayer',
    group: 'settings',
    isInMenu: true,
    view: ELECTIONS,
  },
  { name: 'code', label: 'code', role: 'taxpayer', group: 'settings', isInMenu: true, view: CODE },
  { name: '', label: 'overview', role: 'officer', isInMenu: true, view: BUREAU },
  { name: 'invoices', label: 'invoices', role: 'officer', isInMenu: true, view: SEARCH },
  { name: 'taxpayers', label: 'taxpayers', role: 'officer', isInMenu: true, view: TAXPAYERS },
  { name: 'statistics', label: 'statistics', role: 'officer', isInMenu: true, view: STATISTICS },
  { name: 'returns', label: 'returns', role: 'officer', isInMenu: true, view: BUREAU_RETURNS },
  { name: 'rules', label: 'rules', role: 'officer', isInMenu: true, view: RULES },
];
