import { firstOf, type LineRecord } from "./record.ts";

/** Keys of a structured line that name the machine and the process it is from, the surest first. */
const hostKeys =
  "host.name host.hostname hostname _hostname host.host host computer computername machinename nodename node.name k8s.node.name kubernetes.node.name kubernetes.node_name kubernetes.host syslog_hostname server_name instance devname winlog.computer_name resource.host.name resource.attributes.host.name agent.hostname".split(
    " ",
  );
const processKeys =
  "process.pid pid _pid syslog_pid process.id processid process_id procid thread.process.pid record.process.id process".split(
    " ",
  );

/** The machine that the fields of a line name; empty where they name none. */
export function hostOfFields(fields: LineRecord): string {
  return firstOf(fields, hostKeys);
}

/** The number of the process, as the fields write it; a name of a process is none. */
export function processOfFields(fields: LineRecord): string {
  const said = firstOf(fields, processKeys);
  return /^(?:0x[\da-f]{1,16}|\d{1,20})$/i.test(said) ? said : "";
}
