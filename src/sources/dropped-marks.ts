/**
 * Puts back the backslashes that the hub drops: it stores `$64\times$` as `64times` and `$\sim20\%$` as `sim20%`.
 *
 * Only what is certain is mended, as most of these commands are words or parts of words too ("sometimes", "3 times",
 * "sim-to-real", "approx."): a name that is no English word, or one where no word can stand, against a digit. Greek letters
 * stay spelt out, as `alpha` and `Phi` name models. The result is TeX, for `texToText` to read; addresses are not touched.
 */
import { linkText } from './links.ts';

type Mend = readonly [literal: string, pattern: RegExp, replacement: string];

const NO_ENGLISH_WORD =
  'geq|leq|neq|geqslant|leqslant|lesssim|gtrsim|propto|infty|subseteq|subsetneq|supseteq|oplus|otimes|odot|cdot|cdots|ldots|nabla|' +
  'rightarrow|leftarrow|leftrightarrow|Rightarrow|uparrow|downarrow|circlearrowright|lceil|rceil|lfloor|rfloor|langle|rangle|' +
  'varepsilon';
const TAKES_BRACES =
  'mathcal|mathbb|mathrm|mathbf|mathsf|mathit|mathtt|boldsymbol|operatorname|textbf|textit|texttt|textsc|textrm|text|emph|' +
  'underline|sqrt|frac|url';
/** A variable, as n, d_k or 12^3: not the words "a" and "I". */
const VARIABLE = String.raw`(?:[B-HJ-Zb-z]|[A-Za-z\d]+[_^](?:\{\w+\}|\w))`;

/**
 * A text without the first part of a rule is passed over, and each pattern begins with its literal text and looks back from
 * there: these run over every abstract, and an engine finds literals fast.
 */
const MENDS: readonly Mend[] = [
  ['circtimes', /\^circ(?=times)/g, String.raw`^{\circ}`],
  ['times', /times(?!(?!sim\d)[a-z])(?<=(?:[\d)%]|\\circ\}|\{[a-z]|\b[A-Z])times)/g, String.raw`\times{}`],
  ['times', /times(?=\d)(?<![A-Za-z]{3}times)/g, String.raw`\times{}`],
  ['times', /times(?=[A-Z])(?<=[A-Z]{2}times)/g, String.raw`\times{}`],
  [' times ', / times (?=\d)(?<=\d times )/g, String.raw` \times `],
  [
    ' times ',
    new RegExp(String.raw` times (?=(?:${VARIABLE}|\d+)(?![\w'’-]))(?<=(?<![\w'’-])${VARIABLE} times )`, 'g'),
    String.raw` \times `,
  ],
  ['sim', /sim!?(?=[+$]?\d)(?!2(?!times)[A-Za-z])(?<![A-Za-z\\-]sim!?)/g, String.raw`\sim{}`],
  ['sim ', /sim (?=\+?\d)(?<!(?:[A-Za-z\\-]|\b(?:in|from|and|both|the|our|a) )sim )/g, String.raw`\sim{}`],
  ['pm', /pm(?=\.?\d)(?<![A-Za-z\\]pm)/g, String.raw`\pm{}`],
  ['pm ', /pm (?=[\di])(?<=\{[^{}]{0,40}pm )/g, String.raw`\pm{}`],
  [' pm ', / pm (?=\d)(?<=(?:\d\.\d+|%) pm )/g, String.raw` \pm `],
  [' pm ', / pm (?=\d+(?:\.\d+)?%)(?<!\d pm )/g, String.raw` \pm{}`],
  ['approx', /approx(?: (?=[\d$])|(?=\$?\d))(?<![A-Za-z\\./-]approx ?)/g, String.raw`\approx{}`],
  ['e ', / (ge|le) (?=\d)(?<=(?:(?:^|[\s(])[A-Za-z]|[)\]]) \1 )/g, String.raw` \$1 `],
  ['e ', / (ge|le) (?=\d+(?:\.\d+)?%)/g, String.raw` \$1 `],
  [' ll ', / ll (?=[A-Za-z]+\b)(?<=\b[A-Z] ll )/g, String.raw` \ll `],
  [' gg ', / gg (?=[A-Za-z]+\b)(?<=\b[A-Z] gg )/g, String.raw` \gg `],
  ['ell', /ell(?=[_^])(?<![A-Za-z\\]ell)/g, String.raw`\ell{}`],
  ['arrow', /(leftrightarrow|rightarrow|leftarrow)(?![a-z])(?<=[A-Z\d]\1)/g, String.raw`\$1{}`],
  ['', new RegExp(String.raw`(${NO_ENGLISH_WORD})(?![A-Za-z])(?<![A-Za-z\\]\1)`, 'g'), String.raw`\$1{}`],
  ['{', new RegExp(String.raw`(${TAKES_BRACES})(?=\{)(?<![A-Za-z\\]\1)`, 'g'), String.raw`\$1`],
  ['sqrt(', /sqrt(?=\()(?<![A-Za-z\\]sqrt)/g, '√'],
  ['^', /\^(circ|top|star|ast|prime|dagger)(?![A-Za-z])/g, String.raw`^\$1`],
  ['{', /([\^_])\{(circ|top|star|ast|prime|dagger)\}/g, String.raw`$1{\$2}`],
  ['{', /\{(times|sim|approx|pm)\} ?/g, String.raw`\$1{}`],
  ['{', /\{(bf|it|em|tt|sc) (?=[^{}]*\})/g, String.raw`{\$1 `],
  ['right', /left([(|[])([\s\S]{0,200}?)right([)|\]])(?<![a-z\\-]left\1\2right\3)/g, '$1$2$3'],
  ['\\', /\\(?=\d[\d.,]*(?!\d*\)))(?<![\w\\]\\)/g, String.raw`\$`],
  ['x2014', /x2014(?=[a-z\s])(?<=[a-z]x2014)/g, '—'],
  ['x2013', /x2013(?=[a-z\s])(?<=[a-z]x2013)/g, '–'],
];
const ADDRESS = /((?:https?:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|ai|net|edu|dev|cn|co|me)\/\S*)/;
const ADDRESS_AND_LABEL = /(https?:\/\/[^\s{}]+)\{([^{}\\]*)\}/g;

export function restoreDroppedMarks(text: string): string {
  if (!text.includes('/')) return mend(text); // no address in it
  return text
    .replace(ADDRESS_AND_LABEL, (_, address: string, label: string) => linkText(address, label))
    .split(ADDRESS)
    .map((part, at) => (at % 2 === 0 ? mend(part) : part))
    .join('');
}

function mend(text: string): string {
  let mended = text;
  for (const [literal, pattern, replacement] of MENDS) {
    if (mended.includes(literal)) mended = mended.replace(pattern, replacement);
  }
  return mended;
}
