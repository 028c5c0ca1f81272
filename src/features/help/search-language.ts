/**
 * The query language in one screen. Every form shown here is a query that can be run.
 */
export interface QueryForm {
  readonly form: string;
  readonly meaning: string;
}

export const QUERY_FORMS: readonly QueryForm[] = [
  { form: 'low-rank adaptation', meaning: 'words; papers with more of them come first' },
  { form: '"mixture of experts"', meaning: 'exactly this phrase' },
  { form: 'diffusion -video', meaning: 'without this word' },
  { form: 'author:tri-dao', meaning: 'by this author; or author:"Tri Dao"' },
  { form: 'org:deepseek-ai', meaning: 'from this organization' },
  { form: 'since:2025-01-31', meaning: 'from this day on; a month or a year will do' },
  { form: 'until:2025', meaning: 'up to this day, month or year' },
  { form: 'year:2024', meaning: 'of this year; month:2024-10 for a month' },
  { form: 'votes:>50', meaning: 'with more votes than this; votes:10..50 for a range' },
  { form: 'has:code', meaning: 'with code; has:model, has:dataset and has:space too' },
  { form: 'lora in:here', meaning: 'that this channel has seen: posted, nominated, voted or read; or in:workspace' },
  { form: 'agents sort:newest', meaning: 'in this order; sort:votes and sort:relevance too' },
];
