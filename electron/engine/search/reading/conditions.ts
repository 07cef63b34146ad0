/** What a text asks for beside words, as it was typed: taken out of the text, it asks no more. */
export interface Condition {
  kind: 'field' | 'phrase' | 'excluded';
  typed: string;
}
