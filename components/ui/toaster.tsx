"use client";
import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

/** Where results are announced. Call `toast("Saved")` from "sonner"; errors stay longer. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      gap={8}
      toastOptions={{
        duration: 5000,
        style: {
          background: "var(--popover)",
          color: "var(--popover-foreground)",
          border: "1px solid var(--border)",
          borderRadius: 8,
          fontSize: 14,
          fontFamily: "var(--font-sans)",
          boxShadow: "var(--shadow-float, 0 10px 28px -8px var(--shadow-color))",
        },
        classNames: {
          description: "!text-muted-foreground",
          error: "!text-failed",
          success: "[&_[data-icon]]:text-done",
        },
      }}
    />
  );
}
