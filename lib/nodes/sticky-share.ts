/**
 * A place between 0 (included) and 1 (excluded) that belongs to a text for ever: the same text, the same place, evenly spread.
 * FNV-1a over the UTF-16 units with the finalizer of MurmurHash3, which spreads texts that differ in one sign; 32 bits.
 */
export function shareOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
