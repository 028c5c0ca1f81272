/**
 * What is new, and how it goes about it: the sentence that brings something on, and those after it that say what it does.
 *
 * What a sentence says of outcomes, experiments or code is no mechanism; nor is one whose subject stands in another sentence, as it could
 * not be quoted alone.
 */
import { clausesOf, isQuotable, leansBack } from './clauses.ts';
import { anyOf } from './cues.ts';
import { type MechanismFact, type Part, type ProposalFact, partOf, stated } from './fact.ts';
import { figuresIn } from './figures.ts';
import type { StandingSentence } from './standing.ts';

/** `To address this, `, `In this paper, `. */
const TIE =
  /^(?:(?:to|towards?|for) (?:this end|th[ei]s\b[^,]{0,60}|these\b[^,]{0,60}|\w+ (?:this|these|such|the above)\b[^,]{0,60}),\s+|in this (?:paper|work|report|study|article),?\s+|(?:specifically|therefore|thus|hence|concretely|in particular|in detail|accordingly|consequently|furthermore|moreover|additionally|besides|further|meanwhile|finally|also|rather|first|second|third|then|next|afterwards?|technically|motivated by this|inspired by this|based on (?:this|these|the)[^,]{0,40}|building on this|in response|at its core|here),\s+)/iu;
const BRINGS = /\b(?:propos|introduc|present|develop|deriv|design|unveil|describ|formulat|devis|is an? |are )/i;
const WORKS = anyOf([
  /\b(?:us(?:es|ed|ing|e)|employ|leverag|decompos|replac|stor|convert|partition|factori[sz]|comput|select)/,
  /\b(?:construct|project|train|combin|integrat|adopt|repurpos|initiali[sz]|represent|separat)/,
  /\b(?:map(?:s|ped|ping)?\b|mapped|splic|adjust|explor|establish|implement|introduc|appl(?:y|ies))/,
  /\b(?:optimi[sz]|align|encod|batch|proceed|compris|consist|incorporat|predict|generat|propos|develop)/,
  /\b(?:design|includ|obtain|chosen|address|updat|remains? fixed|learn|distill|retriev|refin|formulat|treat)/,
  /\b(?:model|automat|augment|fus|aggregat|sampl|filter|curat|collect|unif|estimat|approximat|minimi[sz])/,
  /\b(?:maximi[sz]|lies|outline|transform|sort|inject|embed|condition|plan|decoupl|split|rout|dynamically)/,
]);
/** Outcomes, experiments, code, praise. */
const NO_MECHANISM = anyOf([
  /\b(?:released at|can be (?:readily|easily)|open for|confirms?|validation|additionally explore|more effective|meaningfully|lowers|consistently|valuable|appendix|key innovations|empowers?|strong successor|is an? (?:novel|new)|is inspired by|illustrates|we argue|we offer|our aim|bottleneck|downloaded|https?:|push(?:ed)? the|exceeds?)\b/,
  /\b(?:experiment|evaluat|results?|outperform|surpass|achiev|state-of-the-art|demonstrat)/,
  /\b(?:we (?:also |further |first |then )?(?:show|find|observe|prove|hope|believe|provide|release|open))/,
  /\b(?:benchmarks?\b|ablation|available|codes?\b|significant\w*|superior|compared (?:to|with)|insights?)/,
  /\b(?:analysis (?:shows|reveals)|theoretical|in comparison|advantages?|publicly|future|effectiveness)/,
  /\b(?:competitive|performance)/,
  /\b(?:we (?:also |further |then |first )?(?:explore|explain|apply|investigate|study|examine|analy[sz]e|can)\b)/,
  /\b(?:cheaper|opens? up|pav(?:e|es|ing) the way|offers|foster|highlight|discuss|we aim)/,
  /\b(?:we (?:further |then )?(?:compare|analy[sz]e|illustrate)|in-depth analysis|can be found|project page)/,
  /\b(?:homepage|retains?\b|preserves? quality|poses\b|importantly|overall\b|calls into question|excel)/,
  /\b(?:is efficient|our (?:work|findings|analysis)|analysis of|reveals?\b|across diverse)/,
  /\b(?:enables? traditional|impractical|\bfast to\b)/,
]);
/** Says how, and the clause that says what is another. */
const WITHOUT_VERB = /^(?:by|using|with|through|given|unlike|instead of|rather than|inspired by|leveraging|built)\b[^,]*$/i;
const LEANS_ON = /^(?:however|while|which|both)\b/i;
const SUBJECT =
  /^(?:(?:first|second|third|then|next),?\s|we\b|our\b|the\b|an?\b|each\b|by\b|instead of\b|unlike\b|during\b|using\b|to\b|inspired\b|for\b|at\b|through\b|\p{Lu})/iu;

/** The sentence without how it was tied to the one before, or its clause that says so where it is too long to quote. */
export function proposalsIn(sentences: readonly StandingSentence[]): readonly ProposalFact[] {
  return sentences
    .filter(({ standing }) => standing === 'proposal')
    .map((sentence) => {
      const whole = untied(sentence);
      const shorter = clausesOf(sentence).find(({ text }) => BRINGS.test(text) && isQuotable(text));
      return stated('proposal', 'abstract', isQuotable(whole.text) ? whole : (shorter ?? whole));
    });
}

/** In the order of the text. */
export function mechanismsIn(sentences: readonly StandingSentence[]): readonly MechanismFact[] {
  const proposed = sentences.findIndex(({ standing }) => standing === 'proposal');
  if (proposed < 0) return [];
  return sentences.slice(proposed).flatMap((sentence) => {
    if (sentence.standing !== 'own' || NO_MECHANISM.test(sentence.text) || figuresIn(sentence).length > 0) return [];
    const whole = untied(sentence);
    const said = isQuotable(whole.text) ? whole : firstClause(whole);
    if (
      !WORKS.test(said.text) ||
      leansBack(said.text) ||
      LEANS_ON.test(said.text) ||
      !SUBJECT.test(said.text) ||
      !isQuotable(said.text)
    )
      return [];
    return [stated('mechanism', 'abstract', said)];
  });
}

function firstClause(sentence: Part): Part {
  const [first = sentence] = clausesOf(sentence).filter(({ start }) => start === sentence.start);
  return WITHOUT_VERB.test(first.text) ? sentence : first;
}

function untied(sentence: Part): Part {
  const whole = partOf(sentence, 0, sentence.text.replace(/[.\s]+$/u, '').length);
  const [tie = ''] = TIE.exec(whole.text) ?? [];
  return partOf(whole, tie.length, whole.text.length);
}
