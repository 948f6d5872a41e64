/** What is shown of a key; its hash never leaves the database. */
export const keyColumns = [
  "id",
  "name",
  "prefix",
  "role",
  "scopes",
  "expires_at",
  "last_used_at",
  "revoked_at",
  "created_at",
] as const;
