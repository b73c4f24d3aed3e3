import { multivalueColumn } from "../../splunk/multivalue.ts";
import { controlColumns } from "../event-fields.ts";

/** The fields that llamatemplate adds to an event, in the order of their columns. */
const templateFields = ["template", "template_id", "template_params", "template_is_new"] as const;

/** The columns that we add to a reply, including `__mv_` columns, with the search's prefix. */
export function templateColumns(prefix: string): string[] {
  return templateFields.flatMap((field) => {
    const column = prefix + field;
    return field === "template_params" ? [column, multivalueColumn(column)] : [column];
  });
}

/** All fields of an event that the command sets or empties. */
export function templateFieldNames(prefix: string): string[] {
  return [...templateFields.map((field) => prefix + field), ...controlColumns(prefix)];
}
