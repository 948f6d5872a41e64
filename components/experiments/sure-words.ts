/** How sure a difference is, in words: the end of "+3.2 points against the first variant, …". */
export function sureWords({ p, significant }: { p: number; significant: boolean }): string {
  if (significant) return "significant";
  return p < 0.05 ? "not significant yet: alone it would be, but among several it may be luck" : "not significant yet";
}
