import { commonCalls } from "./common-calls.ts";
import type { CallWordings } from "./wording.ts";

/** requests and urllib3, as the workers call orders. */
export const pythonHttp: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "HTTPConnectionPool(host='{peer}', port={port}): Max retries exceeded with url: {path} (Caused by NewConnectionError: [Errno 111] Connection refused)",
      "{service} refuses connections, parcel {id} waits",
    ],
    unnamed: [
      "ConnectionRefusedError: [Errno 111] Connection refused",
      "parcel {id} not updated: Connection refused",
    ],
  },
  timeout: {
    named: [
      "HTTPConnectionPool(host='{peer}', port={port}): Read timed out. (read timeout={seconds})",
      "{service} did not answer within {seconds} s",
    ],
    unnamed: ["requests.exceptions.ReadTimeout: timed out", "parcel {id}: timed out, will be tried again"],
  },
  unreachable: {
    named: [
      "HTTPConnectionPool(host='{peer}', port={port}): Max retries exceeded with url: {path} (Caused by ConnectTimeoutError)",
      "OSError: [Errno 113] No route to host: {address}:{port}",
    ],
    unnamed: ["OSError: [Errno 113] No route to host", "requests.exceptions.ConnectTimeout: timed out"],
  },
  reset: {
    named: [
      "{service} closed the connection: RemoteDisconnected",
      "Connection to {peer}:{port} aborted: ConnectionResetError(104)",
    ],
    unnamed: [
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
      "ConnectionResetError: [Errno 104] Connection reset by peer",
    ],
  },
  unresolved: {
    named: [
      "The DNS operation timed out; server {resolver} for {peer}",
      "resolver {resolver} failed for {peer}",
    ],
    unnamed: [
      "Failed to resolve '{peer}' ([Errno -3] Temporary failure in name resolution)",
      "socket.gaierror: [Errno -2] Name or service not known",
    ],
  },
  certificate: {
    named: [
      "HTTPSConnectionPool(host='{peer}', port={port}): SSLCertVerificationError: certificate verify failed: certificate has expired",
      "certificate of {service} has expired",
    ],
    unnamed: [
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
      "SSLError: certificate has expired",
    ],
  },
  reply: {
    named: ["{reply} for url: http://{peer}:{port}{path}", "{service} answered {reply}, parcel {id} waits"],
    unnamed: ["requests.exceptions.HTTPError: {reply}", "parcel {id} not updated: {reply}"],
  },
  pool: {
    named: [
      "Connection pool is full, discarding connection: {peer}. Connection pool size: {size}",
      "no free connection to {service}",
    ],
    unnamed: [
      "Connection pool is full, discarding connection. Connection pool size: {size}",
      "EmptyPoolError: Pool reached maximum size",
    ],
  },
};

/** botocore, as the workers keep labels in the object store. */
export const pythonS3: CallWordings = {
  ...pythonHttp,
  refused: {
    named: [
      'Could not connect to the endpoint URL: "http://{peer}:{port}/labels/{id}.pdf"',
      "{service} refuses connections, label {id} not kept",
    ],
    unnamed: ["botocore.exceptions.EndpointConnectionError", "label {id} not kept: Connection refused"],
  },
  timeout: {
    named: [
      'Read timeout on endpoint URL: "http://{peer}:{port}/labels/{id}.pdf"',
      "{service} did not take label {id} within {seconds} s",
    ],
    unnamed: ["botocore.exceptions.ReadTimeoutError", "label {id} not kept: timed out"],
  },
  unreachable: {
    named: [
      'Connect timeout on endpoint URL: "http://{peer}:{port}/labels/{id}.pdf"',
      "no route to {service} ({address})",
    ],
    unnamed: ["botocore.exceptions.ConnectTimeoutError", "label {id} not kept: No route to host"],
  },
  reply: {
    named: ["PutObject at {peer}:{port} failed: {reply}", "{service} did not take label {id}: {reply}"],
    unnamed: [
      "An error occurred (XMinioStorageFull) when calling the PutObject operation (reached max retries: 4): {reply}",
      "botocore.exceptions.ClientError: {reply}",
    ],
  },
};

/** librdkafka, as the workers read events. */
export const pythonKafka: CallWordings = {
  ...commonCalls,
  refused: {
    named: [
      "%3|FAIL|dispatch#consumer-1| [thrd:{peer}:{port}/2]: {peer}:{port}/2: Connect to ipv4#{address}:{port} failed: Connection refused",
      "broker {address}:{port} refuses connections",
    ],
    unnamed: [
      'KafkaError{code=_ALL_BROKERS_DOWN,val=-187,str="3/3 brokers are down"}',
      "poll failed: _TRANSPORT",
    ],
  },
  timeout: {
    named: [
      "%5|REQTMOUT|dispatch#consumer-1| [thrd:{peer}:{port}/2]: {peer}:{port}/2: Timed out FetchRequest in flight (after {ms}ms, timeout #0)",
      "{service} gave nothing for {seconds} s",
    ],
    unnamed: [
      'KafkaError{code=_TIMED_OUT,val=-185,str="Local: Timed out"}',
      "no message within {seconds} s although lag is {waiting}",
    ],
  },
  unreachable: {
    named: [
      "%3|FAIL|dispatch#consumer-1| [thrd:{peer}:{port}/2]: {peer}:{port}/2: Connect to ipv4#{address}:{port} failed: No route to host",
      "broker {address}:{port} cannot be reached",
    ],
    unnamed: [
      'KafkaError{code=_TRANSPORT,val=-195,str="Local: Broker transport failure"}',
      "poll failed: _TRANSPORT",
    ],
  },
  reset: {
    named: [
      "%3|FAIL|dispatch#consumer-1| [thrd:{peer}:{port}/2]: {peer}:{port}/2: Disconnected (after {ms}ms in state UP)",
      "{service} closed the connection",
    ],
    unnamed: ["poll failed: Local: Broker transport failure", "consumer disconnected, will rejoin"],
  },
  unresolved: {
    named: ["Failed to resolve '{peer}:{port}' at {resolver}", "name server {resolver} failed for {peer}"],
    unnamed: [
      "%3|FAIL|dispatch#consumer-1| [thrd:{peer}:{port}/bootstrap]: Failed to resolve '{peer}:{port}': Temporary failure in name resolution (after {ms}ms in state CONNECT)",
      'KafkaError{code=_RESOLVE,val=-193,str="Local: Host resolution failure"}',
    ],
  },
  certificate: {
    named: [
      "%3|FAIL|dispatch#consumer-1| [thrd:ssl://{peer}:{port}/2]: SSL handshake failed: certificate verify failed: broker certificate has expired",
      "certificate of {service} has expired",
    ],
    unnamed: ['KafkaError{code=_SSL,val=-181,str="Local: SSL error"}', "consumer: SSL handshake failed"],
  },
  reply: {
    named: ["{service}: {reply}", "fetch at {peer}:{port} failed: {reply}"],
    unnamed: ["poll failed: {reply}", "consumer error: {reply}"],
  },
  pool: {
    named: ["consumer queue of {service} is full", "{service} delivers faster than parcels are packed"],
    unnamed: ["local queue full, {waiting} messages", "consumer paused, {waiting} messages waiting"],
  },
};
