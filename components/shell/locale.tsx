"use client";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

export type Locale = {
  /** BCP 47, such as "en-GB". */
  locale: string;
  /** IANA name, such as "Europe/Berlin". */
  zone: string;
};

const LocaleContext = createContext<Partial<Locale>>({});

/** The member's locale and zone for every date and number below. What is missing comes from the browser. */
export function LocaleProvider({ locale, zone, children }: Partial<Locale> & { children: ReactNode }) {
  return <LocaleContext.Provider value={{ locale, zone }}>{children}</LocaleContext.Provider>;
}

const never = () => () => {};
let browserZone: string | undefined;
const readZone = () => {
  browserZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return browserZone;
};

/** The locale and zone to format with. On the server and while hydrating an unset zone is UTC. */
export function useLocale(): Locale {
  const set = useContext(LocaleContext);
  const zone = useSyncExternalStore(never, readZone, () => "UTC");
  return { locale: set.locale ?? "en", zone: set.zone ?? zone };
}
