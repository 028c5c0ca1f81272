/**
 * The claims of an abstract: what the authors say came of their work, with the numbers they give.
 *
 * Read from sentences about their own work only, and never from one that doubts or asks. The clause quoted is the smallest that
 * holds the numbers and the verb; where none can be quoted alone it is the sentence.
 */
import { clausesOf, isQuotable } from './clauses.ts';
import { type ClaimFact, type Figure, isWithin, type Measure, type Part, stated } from './fact.ts';
import { figuresIn } from './figures.ts';
import type { StandingSentence } from './standing.ts';

const SAYS =
  /\b(?:achiev|improv|reduc|yield|accelerat|attain|boost|increas|match|reach|outperform|surpass|exceed|recover|retain|remov|gain|drop|cut|scor|consum|speed|deliver|demonstrat|show|realiz|decreas|lower|sav|shrink|requir|take[sn]?\b|provid|obtain|observ|result|enabl|preserv|maintain|rais|complet|compress|multiplied|perform|runs?\b|faster|higher|better|record|rank|solv|set|compris|contain|consist|cover|span|includ|has|have|with over)/i;
/** `achieving 2.1×`: who does so stands before, and is quoted with it where that is not too long. */
const PARTICIPLE = /^\p{L}+ing\b/u;
/** What is not so, or is asked. */
const DOUBT = /\b(?:whether|no evidence|contrary to|it is claimed|supposedly)\b|\?\s*$/i;

export function claimsIn(sentences: readonly StandingSentence[]): readonly ClaimFact[] {
  return sentences
    .filter(({ standing, text }) => standing !== 'background' && !DOUBT.test(text))
    .flatMap((sentence) => claimsOf(sentence));
}

function claimsOf(sentence: StandingSentence): readonly ClaimFact[] {
  const figures = figuresIn(sentence);
  if (figures.length === 0 || !SAYS.test(sentence.text)) return [];
  const clauses = clausesOf(sentence);
  const claims = new Map<string, ClaimFact>();
  for (const figure of figures) {
    const around = clauses.filter((each) => isWithin(figure, each) && SAYS.test(each.text) && isQuotable(each.text));
    const clause = around.find(({ text }) => !PARTICIPLE.test(text)) ?? around[0] ?? sentence;
    const within = figures.filter((each) => isWithin(each, clause));
    const fact: ClaimFact = {
      ...stated('claim', 'abstract', clause),
      figures: within,
      measure: measureOf(sentence, clause, within),
    };
    claims.set(fact.id, fact);
  }
  return withoutRepeats([...claims.values()]);
}

const MEASURES: readonly (readonly [Measure, RegExp])[] = [
  ['speed', /\b(?:speed-?ups?|faster|accelerat\w*|latency|throughput|fps|runtime|real-time|seconds?|minutes?|hours?|ms)\b/i],
  ['memory', /\b(?:memory|storage|footprint|[KMGT]i?B|parameters?|KV cache|compress\w*|FLOPs)\b/i],
  [
    'quality',
    /\b(?:accuracy|F1|BLEU|ROUGE|mIoU|IoU|mAP|FID|PSNR|SSIM|AUC|AUROC|perplexity|WER|EM|scores?|success rates?|win[- ]rates?|pass@\d+|error rates?)\b/i,
  ],
];
/** How much there is of something, and no outcome. */
const AMOUNT = /\b(?:compris|contain|consist|span|cover|curat|collect)\w*\b.*\bhours\b|\bbillion parameters\b/i;
const BETTER = /\b(?:outperform\w*|surpass\w*|improve\w*|gains?|points?|state-of-the-art|benchmarks?)\b/i;

/** By the words beside the figures first, then by those of the clause, then of the sentence; sizes stand in any sentence about models. */
function measureOf(sentence: Part, clause: Part, figures: readonly Figure[]): Measure {
  const beside = figures.map(({ metric, unit }) => `${metric?.text ?? ''} ${unit}`).join(' ');
  if (AMOUNT.test(clause.text)) return 'amount';
  const near = [beside, clause.text].flatMap((words) => MEASURES.filter(([, pattern]) => pattern.test(words)));
  const around = MEASURES.filter(([measure, pattern]) => measure !== 'memory' && pattern.test(sentence.text));
  const [known] = [...near, ...around];
  if (known !== undefined) return known[0];
  return BETTER.test(clause.text) ? 'quality' : 'other';
}

/** One claim a figure: a clause whose figures a shorter one has too says nothing more. */
function withoutRepeats(claims: readonly ClaimFact[]): readonly ClaimFact[] {
  return claims.filter(
    (claim) =>
      !claims.some(
        (other) => other !== claim && isWithin(other, claim) && claim.figures.every((figure) => isWithin(figure, other)),
      ),
  );
}
