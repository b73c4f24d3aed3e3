/** A token of the tiny model. */
export interface Piece {
  /** As the tokenizer has it: a space is written ▁. */
  readonly text: string;
  /** llama.cpp's number for its kind. */
  readonly kind: number;
  /** What the model's liking for it is raised by, in logits. */
  readonly bias: number;
}

const kinds = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

/** What a reply is made of, whole, so that a verdict takes about as many tokens as with a real vocabulary. */
const names = [
  ...["verdicts", "anomaly_detected", "severity", "root_cause", "recommended_action", "confidence"],
  ...["true", "false"],
];
/** Liked less than words, or they would stand among them. */
const punctuation = ['": "', '": ', '", "', ', "', '": {"', '{"', "}, ", "\n\n\n\n"];

const words = `
  after again alert allocation answer application archive attempt authentication backend backlog backup balance
  bandwidth batch before blocked broken bucket buffer cache capacity certificate change checkpoint checksum client
  cluster collector commit component config connection consumer container controller corrupt counter crash database
  deadline deadlock delayed deploy device disabled disk dispatcher domain driver during endpoint error event evicted
  exceeded exhausted expired failed failover filesystem firewall forbidden full gateway garbage handler handshake
  health heap host image inspect instance interface invalid journal kernel latency leader leak limit listener load
  lock log memory message migration missing mount network node offline overload packet partition password payment
  permission pool port primary probe process protocol provider proxy queue quota rebalance rebuild refused region
  register release renew replica request reset resolver response restart retry rollback route rotate saturated
  scheduler search secret segment server service session shard signal slow socket stalled storage stream switch
  table terminated thread throttled timeout token traffic transaction unavailable unhealthy update upstream user
  version volume waiting warning watchdog worker write
`
  .trim()
  .split(/\s+/);

/**
 * Unknown, begin and end; the 256 bytes, without which a tokenizer cannot take every text; printable ASCII;
 * what JSON replies are made of; words. The liking goes to whole pieces: with free bytes the answers would be
 * broken UTF-8, which no trained model writes, and far longer than the answer cap.
 */
export function vocabulary(): Piece[] {
  const pieces: Piece[] = [
    { text: "<unk>", kind: kinds.unknown, bias: -20 },
    { text: "<s>", kind: kinds.control, bias: -20 },
    { text: "</s>", kind: kinds.control, bias: 0 },
  ];
  for (let byte = 0; byte < 256; byte++) {
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    pieces.push({ text: `<0x${hex}>`, kind: kinds.byte, bias: -8 });
  }
  for (let code = 0x20; code < 0x7f; code++) {
    const character = String.fromCharCode(code);
    // A quote among the words ends a text after a dozen or so of them.
    pieces.push(normal(character, character === '"' ? 10 : character === "\\" ? -8 : 0));
  }
  for (const text of names) pieces.push(normal(text, 6));
  for (const text of punctuation) pieces.push(normal(text, 4));
  for (const word of words) pieces.push(normal(` ${word}`, 8));
  return pieces;
}

function normal(text: string, bias: number): Piece {
  return { text: text.replaceAll(" ", "▁"), kind: kinds.normal, bias };
}
