import { emailField, newPasswordField } from "@/lib/auth/fields";
import { formPost } from "@/lib/auth/form-post";
import { FormRefusal } from "@/lib/auth/form-refusal";
import { limitAttempts } from "@/lib/auth/limit";
import { noSoonerThan } from "@/lib/auth/slowly";
import { env } from "@/lib/env";
import { landing } from "@/lib/services/workspaces/landing";

/** Makes an account. Signed in at once, unless addresses must be confirmed first: then the answer is the same for a known address. */
export const POST = formPost({
  page: "/signup",
  keep: ["name", "email"],
  handle: async ({ request, field, secret, client }) => {
    const name = field("name");
    if (name.length < 1 || name.length > 80) throw new FormRefusal("name");
    const email = emailField(field("email"));
    const password = newPasswordField(secret("password"));
    await limitAttempts({ request, action: "signup", account: email });
    const data = { name, time_zone: field("time_zone") };
    const answer = await noSoonerThan({
      ms: 500,
      work: () => client.auth.signUp({ email, password, options: { data } }),
    });
    const code = answer.error?.code;
    const known = code === "user_already_exists" || code === "email_exists";
    if (known && !env().confirmEmail) throw new FormRefusal("taken");
    // A second mail within a minute is refused by the sign-in server: the first one is on its way.
    if (known || code === "over_email_send_rate_limit") return "/check-mail?for=signup";
    if (code === "weak_password") throw new FormRefusal("weak_password");
    if (answer.error) throw answer.error;
    return answer.data.session && answer.data.user ? landing(answer.data.user) : "/check-mail?for=signup";
  },
});
