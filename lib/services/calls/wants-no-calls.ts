/** "Call" as somebody says it who wants no more of them, in the languages a voice speaks; accents are taken off before. */
const asked: readonly RegExp[] = [
  /\b(do not|don t|never|stop|quit)\b( \w+){0,3} (call|calling|phone|phoning|ring|ringing)\b( me| us| here| this| again| any ?more|$)/,
  /\b(no more|stop (the|these|those|your|all)) (phone )?calls\b/,
  /\b(take|remove|delete) (me|my number|this number)\b.*\b(list|database|system)\b/,
  /\bdo not call list\b/,
  /\b(rufen|ruf|rufe|rufe?t)\b.*\b(nicht|nie|niemals|nimmer)\b.*\ban\b/,
  /\b(nicht|nie|niemals|nimmer) (mehr |wieder )*(angerufen|anrufen)\b|\bkeine (weiteren )?anrufe\b/,
  /\b(ne m appele[zr]?|ne me (rappele[zr]?|telephone[zr]?)|n appele[zr]?)\b.*\b(plus|pas|jamais)\b|\b(plus|arrete[zr]?)( \w+)? (d appels?|de m appeler|de me telephoner|appels)\b/,
  /\b(no|nunca) (me |nos )?(vuelva[ns]? a |vuelvas a )?(llame[ns]?|llamar(me|nos)?)\b|\b(deje[ns]?|deja) de llamar|\bno (mas|quiero( mas)?) llamadas\b/,
  /\b(non|mai) (mi |ci )?(chiamat[ei]|chiami|chiamino|chiamare|chiamarmi|richiami|telefoni)\b|\bsmett\w+ di (chiamar|telefonar)|\bniente (piu )?(chiamate|telefonate)\b/,
];

/** Whether somebody on the phone says that they want to be called no more. Rather once too often than once too few. */
export function wantsNoCalls(heard: string): boolean {
  const words = heard
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
  return asked.some((pattern) => pattern.test(words));
}
