import { z } from "zod";
import { FormRefusal } from "@/lib/auth/form-refusal";
import { MIN_PASSWORD } from "@/lib/auth/lite";

/** The address in lower case. @throws FormRefusal `email` */
export function emailField(typed: string): string {
  const parsed = z.email().max(254).safeParse(typed.toLowerCase());
  if (!parsed.success) throw new FormRefusal("email");
  return parsed.data;
}

/** A new password. bcrypt, which Supabase Auth stores passwords with, reads 72 bytes. @throws FormRefusal `weak_password` */
export function newPasswordField(typed: string): string {
  if ([...typed].length < MIN_PASSWORD || Buffer.byteLength(typed) > 72) throw new FormRefusal("weak_password");
  return typed;
}
