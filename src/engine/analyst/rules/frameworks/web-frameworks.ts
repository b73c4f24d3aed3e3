import type { Rule } from "../rule.ts";

/** Spring, Hibernate, Django, Rails, Laravel and their connection pools. */
export const webFrameworksRules: readonly Rule[] = [
  {
    name: "spring-start-failed",
    component: "spring",
    words: [
      "application",
      "applicationcontext",
      "bean",
      "beancreationexception",
      "beancurrentlyincreationexception",
      "beandefinitionoverrideexception",
      "bind",
      "configure",
      "nosuchbeandefinitionexception",
      "nouniquebeandefinitionexception",
      "unsatisfieddependencyexception",
    ],
    pattern:
      /\bapplication failed to start\b|\bapplication run failed\b|\b(?:unsatisfieddependency|nosuchbeandefinition|beancreation|beandefinitionoverride|beancurrentlyincreation|nouniquebeandefinition)exception\b|\brequired a (?:single )?bean of type\b|\bfailed to (?:bind properties|configure a datasource|start bean)\b|\berror starting applicationcontext\b/i,
    severity: "P1",
    cause: "a Spring application failed to start: a bean, property or data source is missing or does not fit",
    action:
      "Read the description below it; compare profile, configuration and dependencies with the last good start.",
    confidence: 92,
  },
  {
    name: "django-disallowed-host",
    component: "django",
    words: ["blocked", "disallowedhost", "http_host"],
    pattern: /\bdisallowedhost\b|\binvalid http_host header\b|\bblocked hosts?: \S/i,
    severity: "P3",
    cause:
      "Django (or Rails) refused a request whose HTTP Host header is untrusted: the name is not in ALLOWED_HOSTS",
    action:
      "If it is your own name, add it to the allowed hosts; else it is a scanner or health check by address: set its Host.",
    confidence: 92,
  },
  {
    name: "django-database-unreachable",
    component: "django",
    words: ["activerecord", "connectionbad", "hy000", "interfaceerror", "operationalerror", "sqlalchemy"],
    pattern:
      /\bdjango\.db\.utils\.(?:operational|interface)error\b(?!: ssl)|\bpsycopg2?\.(?:operational|interface)error\b|\bsqlalchemy\.exc\.(?:operational|interface|dbapi)error\b|\bactiverecord::(?:connectionnotestablished|nodatabaseerror|statementinvalid|databaseconnectionerror)\b|\bsqlstate\[hy000\] \[2002\]|\bpg::connectionbad\b/i,
    severity: "P1",
    cause: "the application lost or cannot reach its database",
    action:
      "Test from its host with psql or mysql; check that the server runs, then name, port, secret and connection limit.",
    confidence: 90,
  },
  {
    name: "framework-setting-invalid",
    component: "framework",
    words: ["encryption", "improperlyconfigured", "messageencryptor", "secret_key_base"],
    pattern:
      /\bimproperlyconfigured\b|\bsecret_key_base\b.{0,60}\b(?:missing|must be|not set|at least)\b|\bactivesupport::messageencryptor::invalidmessage\b|\bno application encryption key\b/i,
    severity: "P2",
    cause: "the service refuses its configuration: a setting or environment variable is missing or invalid",
    action:
      "Compare its settings and secrets with the last good deploy; correct the one it names and restart.",
    confidence: 86,
  },
  {
    name: "javascript-chunk-missing",
    component: "web",
    words: ["chunkloaderror", "chunk"],
    pattern: /\bchunkloaderror\b|\bloading (?:css )?chunk \S{1,40} failed\b|\bfailed to load chunk\b/i,
    severity: "P3",
    cause:
      "a build chunk (module) of the web application is missing, mostly since pages of an older release ask for it",
    action:
      "Keep the files of the last releases on the server or CDN, and check that all nodes serve the same build.",
    confidence: 84,
  },
];
