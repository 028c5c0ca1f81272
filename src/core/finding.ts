/**
 * What an examination of an installation finds: each thing by itself, and with what is wrong, how to mend it.
 */
export type Finding =
  | { readonly kind: 'well'; readonly check: string; readonly what: string }
  | { readonly kind: 'trouble'; readonly check: string; readonly what: string; readonly fix: string }
  /** Nothing to examine, or for people to know. */
  | { readonly kind: 'note'; readonly check: string; readonly what: string };

/** Posts nothing and changes nothing. @throws OperatorError, which is a finding too. */
export type Examination = () => Promise<readonly Finding[]>;
