import type { Style } from "../log-styles/style.ts";

/** What a fitness application of a phone writes while it counts steps. */
export const fitness: Style = {
  name: "fitness",
  lines: 1_500,
  head: "20261130-{clock}:{millis}|Step_Counter|{pid}|",
  values: {
    numbers: ["{large}000##{n}##{n}##{n}##{n}##{large}"],
    actionName: [
      "example.intent.action.SCREEN_ON",
      "example.intent.action.SCREEN_OFF",
      "example.intent.action.TIME_TICK",
    ],
    sign: ["0", "-1", "{n}"],
  },
  templates: [
    [200, "onStepChanged {n}"],
    [200, "onExtend:{large} {n} 0 {digit}"],
    [120, "getTodayDetailSteps = {numbers}"],
    [120, "setTodayDetailSteps={numbers}"],
    [100, "calculateCalories total={large}"],
    [100, "calculateAltitude total={n}"],
    [100, "REPORT : {n} {n} {n} {n}"],
    [60, "flush sensor data"],
    [60, "onReceive action: {actionName}"],
    [60, "handleBroadcast action:{actionName}"],
    [40, "new date =20261{n}, type={n},{float},old={float}"],
    [30, "screen status unknown,think screen on"],
    [30, "saveDetail() deviceID = {sign} type={n} with {n} rows"],
    [30, "isScreenOn {truth}"],
    [20, "initPrivacy the privacy is {truth}"],
    [20, "upload of day {n} finished with code {sign}"],
    [20, "goal of {n} steps reached after {clock}"],
    [20, "getStats:{n}"],
    [15, "alarm uploads user:{sign}"],
    [10, "totalSteps {n} differ from saved {n}, last write {large}"],
  ],
};
