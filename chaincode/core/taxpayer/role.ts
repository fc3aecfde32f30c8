/** What the attribute `role` may say of a member of the channel. Taxpayers are none: they sign statements. */
export type Role = 'officer' | 'operator' | 'auditor';

const ROLES: readonly Role[] = ['officer', 'operator', 'auditor'];

/** The tax bureau's organization, whose officers the register knows. */
export const BUREAU_MSP = 'TaxBureauMSP';

/** The auditors' organization, which reads everything and endorses nothing. */
export const AUDITOR_MSP = 'AuditorMSP';

/** A role that only one organization's CA can give: another's certificate with it has no role at all. */
const ROLE_MSP: { readonly [R in Role]?: string } = { officer: BUREAU_MSP, auditor: AUDITOR_MSP };

/** The role that an attribute gives in an organization, or undefined when it gives none there. */
export function roleIn(mspId: string, attribute: string | null | undefined): Role | undefined {
  return ROLES.find((role) => role === attribute && (ROLE_MSP[role] ?? mspId) === mspId);
}
