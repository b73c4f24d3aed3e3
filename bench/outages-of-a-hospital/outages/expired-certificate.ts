import type { Script } from "../script.ts";

/** From one second to the next a certificate is out of its time, and new connections fail. */
export const expiredCertificate: readonly Script[] = [
  {
    name: "the domain controllers' certificate for LDAPS",
    named: true,
    system: "directory-service",
    hosts: ["dc-1", "dc-2"],
    lasts: 40,
    steps: [
      "15 | dc-1,dc-2 | warning | event/System:Microsoft-Windows-Kerberos-Key-Distribution-Center:29 | The Key Distribution Center (KDC) cannot find a suitable certificate to use for smart card logons, or the KDC certificate could not be verified.",
      "30..end*.3 | dc-1,dc-2 | error | event/System:Schannel:36886 | No suitable default server credential exists on this system.",
      "end+8 | dc-1,dc-2 | info | event/Application:Microsoft-Windows-CertificateServicesClient-AutoEnrollment:19 | Certificate enrollment for Local system successfully received a Domain Controller certificate.",
    ],
    troubles: [{ mode: "untrusted", at: 5 }],
  },
  {
    name: "the certificate of the remote access",
    named: false,
    system: "vpn",
    hosts: ["vpn-1"],
    lasts: 45,
    steps: [
      "0..end*6 | vpn-1 | warning | asa/725014 | SSL lib error. Function: ssl3_read_bytes Reason: tlsv1 alert certificate expired",
      "4..end*8 | vpn-1 | info | asa/725006 | Device failed SSL handshake with client outside:{client}/{32768..60999} to {self.address}/443",
      "120..end*1 | ctx-ddc1 | warning | event/Citrix:Citrix Broker Service:1116 | {3..40} sessions of users outside were not opened again within the last minute.",
      "end+7 | vpn-1 | notice | asa/717055 | Trustpoint TP_REMOTE: a new identity certificate is in use",
    ],
    troubles: [],
    idle: [{ system: "vpn", at: 5, share: 0.15 }],
  },
  {
    name: "the queue manager's certificate of its channels",
    named: false,
    system: "message-queue",
    hosts: ["mq-1", "mq-2"],
    lasts: 38,
    steps: [
      "12..end*.4 | mq-1 | error | manager/AMQ9637E:amqrmppa | Channel is lacking a certificate.",
      "end+6 | mq-1 | info | manager/AMQ9792I:amqrmppa | Refresh of TLS security succeeded.",
    ],
    troubles: [{ mode: "untrusted", at: 4 }],
  },
  {
    name: "the certificate of the hospital information system's interface",
    named: true,
    system: "medis",
    hosts: ["medis-app1", "medis-app2"],
    lasts: 33,
    steps: [
      "6..end*.5 | medis-app1 | warning | server/Security:BEA-090482 | BAD_CERTIFICATE alert was received from 198.51.100.{61..99}. Check the peer to determine why it rejected the certificate chain.",
      "end+9 | medis-app1,medis-app2 | notice | server/Security:BEA-090171 | Loading the identity certificate and private key stored under the alias medis from the keystore.",
    ],
    troubles: [{ mode: "untrusted", at: 3 }],
  },
];
