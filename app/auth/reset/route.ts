import { emailField } from "@/lib/auth/fields";
import { formPost } from "@/lib/auth/form-post";
import { limitAttempts } from "@/lib/auth/limit";
import { noSoonerThan } from "@/lib/auth/slowly";

/** Sends the link to choose a new password. The answer is the same whether or not there is such an account. */
export const POST = formPost({
  page: "/reset",
  keep: ["email"],
  handle: async ({ request, field, client }) => {
    const email = emailField(field("email"));
    await limitAttempts({ request, action: "reset", account: email });
    const { error } = await noSoonerThan({ ms: 300, work: () => client.auth.resetPasswordForEmail(email) });
    if (error && (error.status ?? 500) >= 500) throw error;
    return "/check-mail?for=reset";
  },
});
