/**
 * What devices log at the severity of the fault when it is over. The whole message must have the form, so words added
 * to another message do not make it one.
 */
const forms =
  /^(?:(?:line protocol on )?interface [\w./:-]{2,40}, changed state to up|(?:link|port) [\w./:-]{1,40} (?:is|came|went) up|process \d{1,6}, nbr [\w.:]{2,40} on [\w./:-]{2,40} from loading to full, loading done|neighbou?r [\w.:]{2,40}(?: \([\w .-]{1,40}\))?(?: vpn vrf \S{1,40})? up)\.?$/i;

/** Whether a message says no more than that a link or a neighbour came up. */
export function saysLinkUp(message: string): boolean {
  return forms.test(message.trim());
}
