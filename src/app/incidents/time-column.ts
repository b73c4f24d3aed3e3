/** The column that tells when an event came. @param indexed whether the search chose events by when they were indexed */
export function timeColumn({ indexed }: { readonly indexed: string }): string {
  return indexed === "" ? "_time" : "_indextime";
}
