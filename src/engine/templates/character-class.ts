/** What a UTF-16 code unit is to the scanner. From `letter` on, it may stand within a word. */
export const characterClass = { delimiter: 0, space: 1, quote: 2, letter: 3, digit: 4, joiner: 5 } as const;

const joiners = "_-./\\+%@#~$&*^";
const spacesBeyondAscii = [
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
  0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];

/** One byte for each code unit: a look-up costs the same for every script. */
const classes = new Uint8Array(0x10000).fill(characterClass.letter);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (code <= 32 || code === 127) classes[code] = characterClass.space;
  else if (character >= "0" && character <= "9") classes[code] = characterClass.digit;
  else if (/[A-Za-z]/.test(character)) classes[code] = characterClass.letter;
  else if (joiners.includes(character)) classes[code] = characterClass.joiner;
  else if (character === '"' || character === "'") classes[code] = characterClass.quote;
  else classes[code] = characterClass.delimiter;
}
for (const code of spacesBeyondAscii) classes[code] = characterClass.space;

/** Control characters, U+0001 and U+0002 among them, are white space: a text cannot hold a wildcard. */
export const classOf: Readonly<Uint8Array> = classes;

/** Letters a to f in either case, and digits. */
export function isHexadecimal(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
