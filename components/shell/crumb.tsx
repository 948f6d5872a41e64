"use client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

type Crumbs = { title: string | null; setTitle: (title: string | null) => void };
const CrumbContext = createContext<Crumbs>({ title: null, setTitle: () => {} });

/** Holds the title of the page that is shown, for the breadcrumb above it. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [title, setTitle] = useState<string | null>(null);
  return <CrumbContext.Provider value={{ title, setTitle }}>{children}</CrumbContext.Provider>;
}

/** Names the page in the breadcrumb. `PageHeader` and `DetailLayout` do it themselves; a canvas calls it directly. */
export function Crumb({ label }: { label: string }) {
  const { setTitle } = useContext(CrumbContext);
  useEffect(() => {
    setTitle(label);
    return () => setTitle(null);
  }, [label, setTitle]);
  return null;
}

/** The title the page gave itself, or null before it did. */
export function useCrumb(): string | null {
  return useContext(CrumbContext).title;
}
