/** About a second of frames: a slow machine needs a while to measure a new card. */
const TRIES = 60;

/** Puts the keyboard focus on a card as soon as it can take it: a new one is hidden until it has been measured. */
export function focusNode(id: string): void {
  let tries = TRIES;
  const attempt = () => {
    const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    card?.focus({ preventScroll: true });
    if ((!card || document.activeElement !== card) && tries-- > 0) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
