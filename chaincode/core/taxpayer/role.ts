/** A role of a member of the channel (T01). Taxpayers have no role: they sign statements. */
export type Role = 'officer' | 'operator' | 'auditor';

const ROLES: readonly Role[] = ['officer', 'operator', 'auditor'];

/** MSP id of the tax bureau's organization. */
export const BUREAU_MSP = 'TaxBureauMSP';

/** MSP id of the auditors' organization, which reads everything and endorses nothing. */
export const AUDITOR_MSP = 'AuditorMSP';

/** Roles that only one organization's authority can give. With such a role, a certificate of another organization has no role. */
const ROLE_MSP: { readonly [R in Role]?: string } = { officer: BUREAU_MSP, auditor: AUDITOR_MSP };

/** Returns the role that an attribute `role` gives a member of an organization, or undefined when it gives none there (T01). */
export function roleIn(mspId: string, attribute: string | null | undefined): Role | undefined {
  return ROLES.find((role) => role === attribute && (ROLE_MSP[role] ?? mspId) === mspId);
}
