/** Where the link of a sign-in mail leads, below the product's own address. `type` as Supabase Auth names it: signup, recovery, email. */
export function confirmPath({ tokenHash, type }: { tokenHash: string; type: string }): string {
  return `/auth/confirm?${new URLSearchParams({ token_hash: tokenHash, type })}`;
}
