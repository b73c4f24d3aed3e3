import type { RuleExamples } from "../rule-examples.ts";

export const webFrameworksExamples: Readonly<Record<string, RuleExamples>> = {
  "spring-start-failed": {
    decides:
      "Parameter 0 of constructor in com.example.CartService required a bean of type 'com.example.PriceClient' that could not be found.",
    leavesAlone: ["Started CartApplication in 4.1 seconds"],
  },
  "django-disallowed-host": {
    decides: "Invalid HTTP_HOST header: '192.0.2.10'. You may need to add '192.0.2.10' to ALLOWED_HOSTS.",
    leavesAlone: ["ALLOWED_HOSTS loaded"],
  },
  "django-database-unreachable": {
    decides: "django.db.utils.OperationalError: could not connect to server: Connection refused",
    leavesAlone: ["django database ready"],
  },
  "framework-setting-invalid": {
    decides: "ImproperlyConfigured: The SECRET_KEY setting must not be empty.",
    leavesAlone: ["configuration loaded"],
  },
  "javascript-chunk-missing": {
    decides: "Error: ChunkLoadError: Loading chunk 811 failed",
    leavesAlone: ["upload: chunk 3 of 9 stored"],
  },
};
