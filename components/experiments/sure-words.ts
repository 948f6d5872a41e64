/** How sure a difference is, in words: the end of "+3.2 points against the first variant, …". */
export function sureWords({ p, significant }: { p: number; significant: boolean }): string {
  if (significant) return "95 % sure";
  return p < 0.05 ? "not sure yet: alone it would be, among several it may be luck" : "not sure yet";
}

/** A difference between rates in percentage points with its sign: "+3.2", "−3.2". */
export function points(share: number): string {
  const value = (Math.abs(share) * 100).toFixed(1);
  if (value === "0.0") return value;
  return `${share > 0 ? "+" : "−"}${value}`;
}
