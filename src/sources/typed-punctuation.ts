/**
 * LaTeX's typed punctuation as the characters it stands for: ``quoted'' and ''quoted'' in double quotes, `quoted' in
 * single ones, the dash of a range (`20--60%`). A double prime (`f''(x)`) or inches (`5''`) closes nothing and stays.
 */
const DOUBLE = /``|''|"/g;
const SINGLE = /(?<![\w`])`([^`'"]{1,80})'(?![\w'])/g;

/** After a word or its punctuation: the opening marks were lost before. */
const CLOSING_ALONE = /\p{L}{3}$|\p{L}[,.!?]$/u;
const RANGE_DASH = /--(?=[\d$.])(?<=[\d%]--)/g;

export function typedPunctuation(text: string): string {
  const dashed = text.includes('--') ? text.replace(RANGE_DASH, '–') : text;
  const singles = dashed.includes('`') ? dashed.replace(SINGLE, "'$1'") : dashed;
  return singles.includes('``') || singles.includes("''") ? doubleQuotes(singles) : singles;
}

function doubleQuotes(text: string): string {
  let open = false;
  return text.replace(DOUBLE, (mark, at: number) => {
    const opens = /^$|[\s([{—–-]/.test(text.slice(Math.max(0, at - 1), at));
    if (mark === "''" && !open && !opens) return CLOSING_ALONE.test(text.slice(Math.max(0, at - 3), at)) ? '"' : mark;
    open = mark === '``' || !open;
    return '"';
  });
}
