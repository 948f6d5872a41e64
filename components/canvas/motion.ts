/** Milliseconds of an animation, none for who asked the system for less motion. */
export function motion(ms: number): number {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : ms;
}
