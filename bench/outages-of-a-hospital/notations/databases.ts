import type { Notation } from "../model.ts";
import { clockAt } from "./clock.ts";

/** An Oracle alert log: the time stands on a line of its own, the head is not written. */
export const oracleAlert: Notation = ({ time, text }) => {
  const { iso } = clockAt(time);
  return [`${iso}000+00:00`, ...text.split("\n")];
};

/** An Oracle listener: times and parts between asterisks. */
export const oracleListener: Notation = ({ time, text }) => {
  const { day, monthName, year, clock } = clockAt(time);
  return text.split("\n").map((part) => {
    return part.startsWith("TNS-")
      ? ` ${part}`
      : `${day}-${monthName.toUpperCase()}-${year} ${clock} * ${part}`;
  });
};

/** SQL Server's ERRORLOG: hundredths of a second and the session, which is the head. */
export const sqlServerLog: Notation = ({ time, head, text }) => {
  const { iso } = clockAt(time);
  const begin = `${iso.slice(0, 10)} ${iso.slice(11, 22)} ${head.padEnd(11)} `;
  return text.split("\n").map((part) => begin + part);
};
