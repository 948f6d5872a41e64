/** "2 times, and 1 time by a machine": people first, machines apart. */
export function seenWords({ human, machine }: { human: number; machine: number }): string {
  const times = (n: number) => (n === 1 ? "once" : `${n} times`);
  if (human === 0 && machine === 0) return "not yet";
  const people = human === 0 ? "not by a person" : times(human);
  return machine === 0 ? people : `${people}, and ${times(machine)} by a machine`;
}
