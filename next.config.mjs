/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Both find files of their own at run time, which a bundle hides.
  serverExternalPackages: ["@supabase/lite", "postgres"],
  // `npm test` checks types with the same compiler, once.
  typescript: { ignoreBuildErrors: true },
  // Without it a lock file in a folder above decides what the project is.
  turbopack: { root: import.meta.dirname },
};
