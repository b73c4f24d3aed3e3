import { type Detector, type Range, whole } from "./detector.ts";

/** Secrets that the other tables do not hold: sessions, one-time codes, certificates, and random values behind a key. */

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Unlike hashes, ids and words, a random key has both cases and digits. */
function isRandom(value: string): boolean {
  return (
    /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && entropy(value.slice(0, 200)) >= 3.7
  );
}

function session(value: string): Range | undefined {
  // A session number, as ZooKeeper and others use, is no secret.
  const isNumber = /^(?:0x[0-9a-f]+|\d+)$/i.test(value);
  return isNumber || !/\d/.test(value) ? undefined : whole(value);
}

export const moreSecretDetectors: readonly Detector[] = [
  {
    // Only with begin and end: a single line of base64 may be anything.
    name: "certificate or request",
    kind: "SECRET",
    hints: [
      "begin certificate",
      "begin new certificate",
      "begin x000 cert",
      "begin pkcs",
      "begin pgp message",
    ],
    pattern:
      /-----BEGIN ((?:NEW )?CERTIFICATE(?: REQUEST)?|X509 CERTIFICATE|PKCS7|PKCS #7 SIGNED DATA|PGP MESSAGE)-----[A-Za-z0-9+/=\s\\:,.]{1,20000}-----END \1-----/g,
  },
  {
    // Many HTTP libraries print the values of a header as a list.
    name: "header in a list",
    kind: "SECRET",
    hints: ["authorization", "cookie", "x-"],
    pattern:
      /(?<kept>(?:authorization|cookie|x-[a-z-]{1,30}(?:token|key))\\{0,8}["']?[^\S\r\n]{0,2}[=:][^\S\r\n]{0,2}\[[^\S\r\n]{0,2}\\{0,8}["']?(?:(?:Basic|Bearer|Token|ApiKey)\s{1,3})?)(?!<|(?:Basic|Bearer|Token|ApiKey)\s|\*{3})[^\s"'\\\]][^"'\\\]\n]{2,}/gi,
  },
  {
    name: "session id",
    kind: "SECRET",
    hints: [
      "sess",
      "connect.sid",
      "sid",
      "cf_clearance",
      "csrf",
      "xsrf",
      "nonce_key",
      "remember",
      "auth_cookie",
    ],
    pattern:
      /(?<kept>(?<![A-Za-z0-9])(?:(?:j|php|asp\.net_|asp|user|web|login|http)?[_-]?sess(?:ion)?(?:[_-]?(?:id|key|cookie|hash))?|jsession|connect\.sid|sid|cf_clearance|__host-session|(?:csrf|xsrf)(?:[_-]?token|middlewaretoken)?|nonce_key|remember_(?:me|token|user)|auth_cookie)\\{0,8}["']?[^\S\r\n]{0,2}(?:[=:]|%3[AD]|(?<=id)\s)[^\S\r\n]{0,2}(?:\\{0,8}["']|<(?!SECRET>))?)[\w.~+%/-]{16,}/gi,
    narrow: session,
  },
  {
    name: "one-time code or PIN",
    kind: "SECRET",
    hints: ["otp", "code", "cvv", "cvc", "pin"],
    pattern:
      /(?<kept>(?<![A-Za-z0-9])(?:h?otp|totp|one[_-]?time[_-]?(?:code|password)|(?:mfa|2fa|otp|sms|auth|login|security|backup)[_-]?code|pin(?:[_-]?code)?|cvv2?|cvc2?|card[_-]?code|verification[ _-]?code)\\{0,8}["']?[^\S\r\n]{0,2}(?:[=:]|\bis\b)[^\S\r\n]{0,2}\\{0,8}["']?)\d{3,8}(?![\w.:-])/gi,
    // Short numbers behind "pin" are pins of boards and processors.
    narrow: (candidate, before) =>
      /pin\W{1,6}$/i.test(before) && candidate.length < 4 ? undefined : whole(candidate),
  },
  {
    name: "shared access signature",
    kind: "SECRET",
    hints: ["sharedaccesssignature"],
    pattern: /(?<kept>SharedAccessSignature(?:=| ))(?!<)[^\s"'<>;]{16,}/g,
  },
  {
    // The key must hint at a secret: digests in base64 look random as well.
    name: "random value behind a key",
    kind: "SECRET",
    needs: /[A-Za-z0-9+/_-]{24}/,
    hints: ["key", "auth", "cred", "pass", "sas", "hmac", "salt", "secret", "token", "sign", "pwd"],
    pattern:
      /(?<kept>(?<![A-Za-z])(?:key|auth|creds?|pass|sas|hmac|salt|secret|token|sign)\\{0,8}["']?[^\S\r\n]{0,2}(?:[=:]|%3[AD]|(?<=\s))[^\S\r\n]{0,2}\\{0,8}["']?)[A-Za-z0-9+/_-]{24,}={0,2}(?![\w.])/gi,
    narrow: (candidate, before) =>
      isRandom(candidate) && (candidate.length >= 36 || /[=:D"']\s*$/i.test(before))
        ? whole(candidate)
        : undefined,
  },
];
