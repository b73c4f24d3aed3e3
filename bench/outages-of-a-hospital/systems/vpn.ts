import type { System } from "../model.ts";
import { adaptiveSecurity } from "../notations/appliances.ts";

/** The gateway through which doctors on call and home offices come in. */
export const vpn: System = {
  name: "vpn",
  aliases: ["remote.clinic.example"],
  port: 443,
  sources: { asa: { path: "udp:514/vpn", notation: adaptiveSecurity } },
  everyday: [
    "160 | info | asa/725002 | Device completed SSL handshake with client outside:{client}/{32768..60999} to {self.address}/443 for TLSv1.2 session",
    "90 | info | asa/113004 | AAA user authentication Successful : server = ad.clinic.example : user = {user}",
    "70 | info | asa/722051 | Group <GP_STAFF> User <{user}> IP <{client}> IPv4 Address <192.0.2.{10..200}> IPv6 address <::> assigned to session",
    "60 | warning | asa/113019 | Group = GP_STAFF, Username = {user}, IP = {client}, Session disconnected. Session Type: SSL, Duration: {0..9}h:{10..59}m:{10..59}s, Bytes xmt: {10000..9999999}, Bytes rcv: {10000..9999999}, Reason: {User Requested|User Requested|Idle Timeout|Connection Preempted}",
    "25 | info | asa/113005 | AAA user authentication Rejected : reason = AAA failure : server = ad.clinic.example : user = ***** : user IP = {client}",
    '40 | warning | asa/106023 | Deny tcp src outside:{client}/{1024..65000} dst inside:{self.address}/{22|23|3389|8080} by access-group "outside_in" [0x{hex:8}, 0x0]',
    "600s | info | asa/199018 | Scheduled SNMP poll answered",
    "6 | error | asa/713194 | Group = DefaultRAGroup, IP = {client}, Sending IKE Delete With Reason message: Unsupported proposal",
    "8 | warning | asa/725007 | SSL session with client outside:{client}/{32768..60999} to {self.address}/443 terminated",
  ],
  complaints: [
    "refused | * | error | asa/113014 | AAA authentication server not accessible : server = {peer.address} : user = {user}",
    "refused | * | error | asa/113021 | Attempted console login failed user {user} did NOT have appropriate Admin Rights. Backend gave no answer",
    "timeout | * | error | asa/113014 | AAA authentication server not accessible : server = {peer.address} : user = {user}",
    "timeout | * | notice | asa/113005 | AAA user authentication Rejected : reason = AAA server timeout : user = {user} : user IP = {client}",
    "timeout | * | warning | asa/722033 | Group <GP_STAFF> User <{user}> IP <{client}> First TCP SVC connection not established in time",
    "slow | * | warning | asa/113013 | AAA unable to complete the request Error : reason = {peer} responded after {8..25} seconds : user = {user}",
    "slow | * | warning | asa/722010 | Group <GP_STAFF> User <{user}> IP <{client}> SVC Message: 17/NOTICE: Login took longer than {20..60} seconds",
    "failing | * | error | asa/113005 | AAA user authentication Rejected : reason = Invalid reply : server = {peer.address} : user = {user} : user IP = {client}",
    "failing | * | error | asa/113005 | AAA user authentication Rejected : reason = Unspecified : user = {user} : user IP = {client}",
    "unresolved | * | warning | asa/331001 | Dynamic DNS Update for 'remote.clinic.example' by {peer.address} failed",
    "unresolved | * | warning | asa/746015 | user-identity: host name of a resource could not be turned into an address, {1..9} filters inactive",
    "untrusted | * | error | asa/717027 | Certificate chain failed validation. Certificate of {peer.fqdn} is out of its validity period",
    "untrusted | * | error | asa/717009 | Certificate validation failed. Reason: certificate date is invalid",
  ],
};
