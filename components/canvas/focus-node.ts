/** Puts the keyboard focus on a card, as soon as it is drawn. */
export function focusNode(id: string): void {
  let tries = 20;
  const attempt = () => {
    const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (card) card.focus({ preventScroll: true });
    else if (tries-- > 0) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}
