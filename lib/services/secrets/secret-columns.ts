/** What is shown of a secret; the sealed value never leaves the services. */
export const secretColumns = ["id", "name", "hosts", "last_used_at", "created_at", "updated_at"] as const;
