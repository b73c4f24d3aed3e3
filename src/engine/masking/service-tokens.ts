import type { SecretPattern } from "./detector.ts";

/**
 * Keys with a known form: the service that issues them, the hints, the form, and a further condition if the hints are
 * common. No letter or digit stands before a key, except those of an escape.
 */
const forms: readonly (readonly [name: string, hints: string, form: string, needs?: RegExp])[] = [
  [
    "AWS access key",
    "akia asia abia acca agpa aida aroa aipa anpa anva",
    "(?:AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA)[A-Z2-7]{16}(?![A-Z0-9])",
  ],
  [
    "AWS session token",
    "iqojb3jpz2lu fwogzxivyxdz fqogzxivyxdz",
    "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[\\w+/=%-]{20,}",
  ],
  [
    "AWS Bedrock or marketplace key",
    "absk amzn.mws.",
    "ABSK[A-Za-z0-9+/]{40,}={0,2}|amzn\\.mws\\.[0-9a-f-]{36}",
  ],
  [
    "Google key",
    "aiza ya00. gocspx- 0//0",
    "AIza[\\w-]{35}|ya29\\.[\\w.-]{20,}|GOCSPX-[\\w-]{20,}|1//0[\\w-]{30,}",
  ],
  [
    "Azure key with a mark",
    "jqqj00 azdo apim acdb +ast +aeh +arm",
    "[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}|[A-Za-z0-9+/]{30,80}(?:APIM|ACDb|\\+(?:ASt|AEh|ARm))[A-Za-z0-9+/]{5}[AQgw]?={0,2}",
  ],
  ["GitHub token", "gho_ ghp_ ghu_ ghs_ ghr_ github_pat_", "gh[opusr]_[A-Za-z0-9]{30,}|github_pat_\\w{22,}"],
  [
    "GitLab token",
    "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- glsoat- gloas- glffct- gr0000000",
    "gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|oas|ffct)-[\\w.-]{20,}|GR1348941[\\w-]{20,}",
  ],
  ["Slack token", "xox xapp-", "xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,}|xapp-\\d-[A-Za-z0-9-]{10,}"],
  [
    "Stripe key",
    "_live_ _test_ whsec_",
    "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,}",
  ],
  ["OpenAI or Anthropic key", "sk-", "sk-(?=[A-Za-z_-]{0,200}\\d)[\\w-]{20,}"],
  [
    "model service's key",
    "hf_ api_org_ gsk_ pplx- xai- r0_ nvapi- lsv0_ fw_ tgp_v0_",
    "hf_[A-Za-z0-9]{30,}|api_org_[A-Za-z0-9]{30,}|gsk_[A-Za-z0-9]{40,}|pplx-[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{30,}|nvapi-[\\w-]{40,}|lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{8,}|fw_[A-Za-z0-9]{20,}|tgp_v1_[\\w-]{30,}",
  ],
  [
    "package registry token",
    "npm_ pypi-age rubygems_ oy0 clojars_ akcp cio",
    "npm_[A-Za-z0-9]{30,}|pypi-AgE[\\w-]{40,}|rubygems_[0-9a-f]{40,}|oy2[a-z0-9]{43}(?![a-z0-9])|CLOJARS_[0-9a-z]{60}|AKCp[A-Za-z0-9]{60,75}|cio[A-Za-z0-9]{32}(?![A-Za-z0-9])",
  ],
  [
    "mail service's key",
    "sg. key- xkeysib- xsmtpsib- -us0",
    "SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}|(?<!-)(?:pub)?key-[0-9a-f]{32}(?![0-9a-f])|x(?:keysib|smtpsib)-[0-9a-f]{64}-[A-Za-z0-9]{10,20}|[0-9a-f]{32}-us\\d{1,2}(?!\\d)",
  ],
  ["Twilio key", "sk", "SK[0-9a-f]{32}(?![0-9a-f])", /SK[0-9a-f]{32}/],
  ["Airtable token", "pat", "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}", /\.[0-9a-f]{64}/],
  [
    "shop's or payment service's key",
    "shp sq0 eaaa access_token$ access- rzp_ shippo_ eztk ezak flwseck",
    "shp(?:at|ca|pa|ss|tka)_[0-9a-fA-F]{32}|sq0(?:atp|csp|idp)-[\\w-]{20,50}|EAAA[\\w-]{56,64}(?![\\w-])|access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}|access-(?:sandbox|development|production)-[0-9a-f-]{36}|rzp_(?:live|test)_[A-Za-z0-9]{14,}|shippo_(?:live|test)_[0-9a-f]{40}|EZ[AT]K[A-Za-z0-9]{54}|FLWSECK(?:_TEST)?-[0-9A-Za-z-]{12,}",
  ],
  ["Telegram bot token", ":aa", "\\d{8,10}:AA[\\w-]{33}"],
  [
    "social network's token",
    "aaaaaaaaaaaaaaaaaaaa eaac eaam eaab igq sl. tfp_ figd_",
    "AAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{30,}|EAA[BCM][A-Za-z0-9]{80,}|IGQ[A-Za-z0-9_-]{80,}|sl\\.[\\w-]{120,}|tfp_[\\w.=-]{50,}|figd_[\\w-]{30,}",
  ],
  [
    "host's or cloud's token",
    "do0_ doo_ dop_ dor_ hrku- fo0_ fm0_ rnd_ nfp_ vcp_ vci_ vck_ vca_ v0.0- ltai akid pscale_ sbp_ sb_secret_ tk-us- tskey-",
    "do[opr]_v1_[0-9a-f]{64}|HRKU-[\\w-]{30,}|fo1_[\\w-]{40,}|fm[12][ar]?_[\\w+/=-]{60,}|rnd_[A-Za-z0-9]{28,}|nfp_[A-Za-z0-9]{30,}|vc[acikp]_[A-Za-z0-9]{24,}|v1\\.0-[0-9a-f]{24}-[0-9a-f]{100,}|LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9])|AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])|pscale_(?:tkn|pw|oauth)_[\\w.=-]{32,}|sbp_[0-9a-f]{40}|sb_secret_[\\w-]{20,}|tk-us-[\\w-]{48}|tskey-[a-z]{2,12}-[\\w-]{20,}",
  ],
  ["database service's token", "dapi ik_", "dapi[0-9a-f]{32}(?:-\\d)?|hc[a-z]ik_[a-z0-9]{50,}"],
  [
    "vault's or secret store's token",
    "hvs. hvb. hvr. .atlasv0. dp. pul- ops_ey age-secret-key-0 pnu_",
    "hv[sbr]\\.[\\w-]{24,}|[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,}|dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{20,}|pul-[0-9a-f]{40}|ops_eyJ[\\w+/=-]{60,}|AGE-SECRET-KEY-1[A-Z0-9]{58}|pnu_[A-Za-z0-9]{36}",
  ],
  ["Docker token", "dckr_", "dckr_[op]at_[\\w-]{20,}"],
  [
    "monitoring service's token",
    "glsa_ glc_ eyjrijoi nrak- nrii- nrjs- nrra- nral dt0c00. dt0s00. u+ pdus+ sntrys_ sntryu_ ddp_",
    "glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|glc_[\\w+/=-]{30,}|eyJrIjoi[\\w+/=-]{40,}|NR(?:AK|II|JS|RA|BR)-[A-Za-z0-9_-]{18,}|[0-9a-f]{36}NRAL|dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}|u\\+[\\w+-]{18}(?![\\w+-])|pdus\\+[\\w+-]{20,}|sntrys_eyJ[\\w+/=-]{40,}|sntryu_[0-9a-f]{64}|dd[pa][at]?_[A-Za-z0-9]{32,}",
  ],
  [
    "work tracker's token",
    "atatt0 atctt0 atstt0 atbb lin_api_ lin_oauth_ pmak- ntn_ secret_ pat-na0 pat-eu0 cfpat-",
    "AT(?:AT|CT|ST)T3[\\w=-]{40,}|ATBB[A-Za-z0-9]{32}|lin_(?:api|oauth)_[A-Za-z0-9]{30,}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])|pat-(?:na|eu)\\d-[0-9a-f-]{36}|CFPAT-[\\w-]{40,}",
  ],
  [
    "builder's token",
    "ccipat_ bkua_ squ_ sqp_ sqa_ ico- sgp_ duffel_ ory_ rdme_ snyk_uat cmvmd",
    "CCIPAT_[A-Za-z0-9]{20,24}_[0-9a-f]{40}|bkua_[0-9a-f]{40}|sq[pua]_[0-9a-f]{40}|ico-[A-Za-z0-9]{32}(?![A-Za-z0-9])|sgp_(?:[0-9a-f]{16}_)?[0-9a-f]{40}|duffel_(?:test|live)_[\\w-]{40,}|ory_[a-z]{2}_[\\w-]{40,}|rdme_[a-z0-9]{60,}|snyk_uat\\.[\\w.-]{20,}|cmVmd[A-Za-z0-9]{59}",
  ],
  ["map service's token", "sk.eyj tk.eyj pk.eyj", "[stp]k\\.eyJ[\\w-]{20,}\\.[\\w-]{16,}"],
  ["Azure application secret", "0q~", "[\\w~.-]{3}[78]Q~[\\w~.-]{31,34}(?![\\w~-])"],
  [
    "hash of a password",
    "$0$ $0a$ $0b$ $0y$ $y$ $argon0 $pbkdf0 $scrypt {ssha {sha",
    "\\$(?:1|2[abxy]?|5|6|y|7)\\$[./\\w$=,]{20,}|\\$(?:argon2(?:id|i|d)|pbkdf2[\\w-]{0,12}|scrypt)\\$[\\w+/=,.$-]{20,}|\\{S?SHA(?:256|512)?\\}[A-Za-z0-9+/=]{20,}",
  ],
];

/** The start of a key; it may follow an escape: a backslash and a letter, or a hexadecimal number. */
const start = "(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}|\\\\[nrt]|\\\\u00[0-9A-Fa-f]{2}))";

export const serviceTokens: readonly SecretPattern[] = [
  ...forms.map(([name, hints, form, needs]) => ({
    name,
    pattern: new RegExp(`${start}(?:${form})`, "g"),
    replacement: "<SECRET>",
    hints: hints.split(" "),
    ...(needs === undefined ? {} : { needs }),
  })),
  {
    name: "JSON web token",
    pattern:
      /(?:(?<![\w-])|(?<=%[0-9A-Fa-f]{2}|\\[nrt]|\\u00[0-9A-Fa-f]{2}))eyJ[A-Za-z0-9_-]{8,}(?:\.|%2E)[A-Za-z0-9_-]{4,}(?:(?:\.|%2E)[A-Za-z0-9_-]*){0,3}/g,
    replacement: "<SECRET>",
    hints: ["eyj"],
  },
  {
    name: "Discord bot token",
    pattern: new RegExp(`${start}[MNO][A-Za-z\\d_-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,38}`, "g"),
    replacement: "<SECRET>",
    hints: ["."],
    needs: /\.[\w-]{6}\.[\w-]{27}/,
  },
  {
    name: "webhook",
    pattern:
      /((?:hooks\.slack(?:-gov)?\.com(?:\/|%2F)(?:services|workflows|triggers)(?:\/|%2F)|discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/|\.webhook\.office\.com\/webhookb2\/|outlook\.office(?:365)?\.com\/webhook\/|hooks\.zapier\.com\/hooks\/catch\/|events\.pagerduty\.com\/integration\/|\.logic\.azure\.com(?::\d{1,5})?\/workflows\/|hook\.(?:eu\d|us\d)\.make\.com\/|maker\.ifttt\.com\/trigger\/\w{1,60}\/(?:json\/)?with\/key\/|hc-ping\.com\/|api\.telegram\.org\/bot|open\.(?:feishu|larksuite)\.(?:cn|com)\/open-apis\/bot\/v2\/hook\/|alert\.victorops\.com\/integrations\/generic\/\d{1,10}\/alert\/))(?!<SECRET>)[^\s"'<>&\\]{8,}/gi,
    replacement: "$1<SECRET>",
    hints: [
      "hooks.slack",
      "/webhooks/",
      "webhookb0/",
      "/webhook/",
      "/hooks/catch",
      "pagerduty.com",
      ".logic.azure",
      ".make.com",
      "maker.ifttt",
      "hc-ping",
      "telegram.org/bot",
      "/bot/v0/hook",
      "victorops",
    ],
  },
];
