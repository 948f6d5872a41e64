import type { EmailOtpType } from "@supabase/supabase-js";
import { formPost } from "@/lib/auth/form-post";
import { FormRefusal } from "@/lib/auth/form-refusal";
import { limitAttempts } from "@/lib/auth/limit";
import { allowNewPassword } from "@/lib/auth/new-password";
import { landing } from "@/lib/services/workspaces/landing";

const types = ["signup", "email", "recovery", "magiclink"];

/** Uses up the link of a sign-in mail: signs in, and for a forgotten password leads on to choosing a new one. */
export const POST = formPost({
  page: "/login",
  handle: async ({ request, field, client, headers }) => {
    const type = field("type");
    const token_hash = field("token_hash");
    const back = type === "recovery" ? "/reset" : "/login";
    if (!types.includes(type) || !token_hash || token_hash.length > 200) throw new FormRefusal("link", back);
    await limitAttempts({ request, action: "confirm", account: token_hash });
    const { data, error } = await client.auth.verifyOtp({ type: type as EmailOtpType, token_hash });
    if (error || !data.user) throw new FormRefusal("link", back);
    if (type !== "recovery") return landing(data.user);
    headers.append("set-cookie", allowNewPassword(data.user.id));
    return "/update-password";
  },
});
