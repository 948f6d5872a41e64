import { firstWorkspaceId, type Membership, myMemberships } from "@/lib/db/lookup";
import { newPublicId } from "@/lib/ids";

interface Person {
  userId: string;
  email: string;
  /** What the person is called; the part before the @ of the address when empty. */
  name?: string;
  /** IANA zone of the browser; UTC when unknown. */
  timeZone?: string;
}

/** The workspace a person lands in: the oldest membership, or a new workspace named after the person at the first sign-in. */
export async function firstWorkspace(person: Person): Promise<Membership> {
  const [oldest] = await myMemberships(person.userId);
  if (oldest) return oldest;
  const values = naming(person);
  await withFreeSlug({ slug: values.slug, make: (slug) => firstWorkspaceId({ ...values, slug }) });
  const [made] = await myMemberships(person.userId);
  if (!made) throw new Error("A new workspace has no member");
  return made;
}

function naming({ userId, email, name, timeZone }: Person) {
  const called = (name?.trim() || email.split("@")[0] || "New").slice(0, 80);
  return {
    userId,
    email,
    userName: name?.trim() ?? "",
    name: `${called}'s workspace`,
    slug: slugOf(called),
    timeZone: validZone(timeZone),
  };
}

/** A short name of letters, digits and dashes, 3 to 40 characters, for addresses. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return slug.length >= 3 ? slug : `${slug || "my"}-workspace`;
}

async function withFreeSlug({
  slug,
  make,
}: {
  slug: string;
  make: (slug: string) => Promise<string>;
}): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await make(attempt === 0 ? slug : `${slug}-${newPublicId().slice(0, 5).toLowerCase()}`);
    } catch (error) {
      if ((error as { code?: string }).code !== "23505" || attempt === 5) throw error;
    }
  }
}

/** The zone when this machine knows it, else UTC. */
export function validZone(zone: string | undefined): string {
  try {
    return zone ? new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone : "UTC";
  } catch {
    return "UTC";
  }
}
