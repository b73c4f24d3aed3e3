/** A flag or counter behind a row of dots, such as `illegal instruction......0`. */
const flagRow =
  /^[\w ,=():./-]{3,80}?\.{2,80}\s?\d{1,4}(?: \(\d{1,6}[KMG]?\))?$|^[a-z][a-z0-9 ,():-]{24,60}(?<=[a-z)])\.\d$/i;
/** `instruction address: 0x00004ed8`. */
const registerRow = /^[a-z][a-z0-9 ]{2,60}: 0x[0-9a-f]{4,16}$/i;
const registerHead = /^(?:general|special)[ -]purpose registers:?$/i;
/** `r24=0x0ffea4c8`, `RAX: 0000000000000000`, `lr:00004ed0`, and the further words of a wide register. */
const registerWord = /^(?:[a-z]\w{0,7}[=:])?(?:0x)?[0-9a-f]{6,16}$|^[a-z]\w{0,5}:$/i;
const longestDump = 400;

/**
 * Whether a message is nothing but registers or flags, as programs print them after a fault. Such a message repeats the
 * level of the fault and says nothing by itself. The whole message must have the form, so words added to another message
 * do not make it one.
 */
export function isStateDump(message: string): boolean {
  const text = message.trim();
  if (text.length > longestDump) return false;
  if (flagRow.test(text) || registerRow.test(text) || registerHead.test(text)) return true;
  const words = text.split(/\s+/);
  return /^[a-z]\w{0,7}[=:]/i.test(text) && words.every((word) => registerWord.test(word));
}
