/** The UTF-16 code units that the scanner looks for. */
export const space = 32;
export const exclamationMark = 33;
export const doubleQuote = 34;
export const percentSign = 37;
export const apostrophe = 39;
export const openParenthesis = 40;
export const closeParenthesis = 41;
export const asterisk = 42;
export const plus = 43;
export const comma = 44;
export const hyphen = 45;
export const dot = 46;
export const slash = 47;
export const colon = 58;
export const semicolon = 59;
export const lessThan = 60;
export const equalsSign = 61;
export const greaterThan = 62;
export const questionMark = 63;
export const atSign = 64;
export const capitalH = 72;
export const backslash = 92;
export const closeBracket = 93;
export const underscore = 95;
export const openBrace = 123;
export const verticalBar = 124;
export const closeBrace = 125;
export const tilde = 126;

/** How the scanner treats a code unit. Classes from `letter` on may stand within a word. */
export const characterClass = { delimiter: 0, space: 1, quote: 2, letter: 3, digit: 4, joiner: 5 } as const;

const joiners = "_-./\\+%@#~$&*^";
const spacesBeyondAscii = [
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a,
  0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];

/** Thai and Lao, Khmer, Chinese with its punctuation, Japanese, Korean, and signs of full width. */
const unpartedScripts: readonly (readonly [number, number])[] = [
  [0x0e00, 0x0eff],
  [0x1780, 0x17ff],
  [0x3001, 0x30ff],
  [0x3400, 0x9fff],
  [0xac00, 0xd7af],
  [0xff00, 0xffef],
];

/** One byte for each code unit: a look-up costs the same for every script. */
const classes = new Uint8Array(0x10000).fill(characterClass.letter);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (code <= 32 || code === 127) classes[code] = characterClass.space;
  else if (isDigit(code)) classes[code] = characterClass.digit;
  else if (/[A-Za-z]/.test(character)) classes[code] = characterClass.letter;
  else if (joiners.includes(character)) classes[code] = characterClass.joiner;
  else if (character === '"' || character === "'" || character === "`") classes[code] = characterClass.quote;
  else classes[code] = characterClass.delimiter;
}
// Words of these scripts are not parted by blanks: a number within them is a value, and the rest stays as it is.
for (const [first, last] of unpartedScripts) classes.fill(characterClass.delimiter, first, last + 1);
for (const mark of "“”„«»‘‚「『‹＂") classes[mark.charCodeAt(0)] = characterClass.quote;
classes["›".charCodeAt(0)] = characterClass.delimiter;
for (const code of spacesBeyondAscii) classes[code] = characterClass.space;

/**
 * The class of each code unit. Control characters count as white space, U+0001 and U+0002 among them: no text can
 * hold a wildcard.
 */
export const classOf: Readonly<Uint8Array> = classes;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters a to f in either case, and digits. */
export function isHexadecimal(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
