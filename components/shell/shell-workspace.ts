/** What the frame around every screen knows of a workspace. */
export interface ShellWorkspace {
  slug: string;
  name: string;
  role?: string;
}
