import { newPasswordField } from "@/lib/auth/fields";
import { formPost } from "@/lib/auth/form-post";
import { FormRefusal } from "@/lib/auth/form-refusal";
import { limitAttempts } from "@/lib/auth/limit";
import { forbidNewPassword, mayChooseNewPassword } from "@/lib/auth/new-password";
import { landing } from "@/lib/services/workspaces/landing";

/** Sets a new password after the mailed link was followed, and ends every other session of the account. */
export const POST = formPost({
  page: "/update-password",
  handle: async ({ request, secret, client, headers }) => {
    const { data } = await client.auth.getUser();
    if (!data.user || !mayChooseNewPassword({ request, userId: data.user.id })) throw new FormRefusal("link", "/reset");
    const password = newPasswordField(secret("password"));
    await limitAttempts({ request, action: "password", account: data.user.id });
    const { error } = await client.auth.updateUser({ password });
    if (error?.code === "same_password") throw new FormRefusal("same_password");
    if (error?.code === "weak_password") throw new FormRefusal("weak_password");
    if (error) throw error;
    await client.auth.signOut({ scope: "others" });
    headers.append("set-cookie", forbidNewPassword());
    return landing(data.user);
  },
});
