import { emailField } from "@/lib/auth/fields";
import { formPost } from "@/lib/auth/form-post";
import { FormRefusal } from "@/lib/auth/form-refusal";
import { limitAttempts } from "@/lib/auth/limit";
import { safeNext } from "@/lib/auth/next-path";
import { noSoonerThan } from "@/lib/auth/slowly";
import { env } from "@/lib/env";
import { landing } from "@/lib/services/workspaces/landing";

/** Signs in with email and password. The answer to a wrong one never tells which of the two was wrong. */
export const POST = formPost({
  page: "/login",
  keep: ["email"],
  handle: async ({ request, field, secret, client }) => {
    const email = emailField(field("email"));
    const password = secret("password");
    if (!password) throw new FormRefusal("password");
    await limitAttempts({ request, action: "login", account: email });
    const { data, error } = await noSoonerThan({
      ms: 300,
      work: () => client.auth.signInWithPassword({ email, password }),
    });
    if (error && (error.status ?? 500) >= 500) throw error;
    if (error?.status === 429) throw new FormRefusal("rate_limited");
    if (error || !data.user)
      throw new FormRefusal(
        env().confirmEmail || error?.code === "email_not_confirmed" ? "unconfirmed" : "credentials",
      );
    const home = await landing(data.user);
    const next = safeNext(field("next"));
    return next === "/w" ? home : next;
  },
});
