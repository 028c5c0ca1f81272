/**
 * What is wanting: limits, prices and trade-offs that authors state of their own work, and gaps that they see in what was before.
 *
 * Whose shortcoming it is follows from where the sentence stands and whom it speaks of; a sentence that leaves it open is neither.
 */
import { clausesOf, isQuotable, leansBack } from './clauses.ts';
import { anyOf } from './cues.ts';
import { type GapFact, isWithin, type LimitFact, type Part, partOf, stated } from './fact.ts';
import type { StandingSentence } from './standing.ts';

const TRADE_OFF = anyOf([
  /\btrade-?offs?\b(?! superior)/,
  /\bat (?:the|a|some|only|minimal|negligible|no)(?: \w+)? (?:cost|expense)\b(?! (?:of inference)?\.)/,
  /\b(?:striking|strikes|strike) (?:a|an)(?: \w+)? balance\b/,
  /\b(?:little|slight|minor|marginal|minimal|negligible|small|modest|only an?)(?: \w+)?(?: \d[\d.]*%?)? (?:\w+ )?(?:decrease|loss|drop|degradation|increase|overhead|cost|sacrifice)\b/,
  /\brequir(?:es|ing) (?:only |<|about |less than )?\S* ?of (?:additional|extra)\b/,
  /\badditional (?:storage|memory|compute|cost|overhead)\b/,
]);
const SHORTFALL = anyOf([
  /\blimitations? of (?:our|this|the proposed)\b/,
  /\bremains? (?:an open|challenging|difficult|limited|unclear|far|a challenge|elusive|unsolved|insufficient|poor|low|weak)/,
  /\bstill (?:lags?|struggl|falls?|fails?|far|faces?|limited|exhibit|below|a (?:significant|large|substantial))/,
  /\bfalls? (?:far )?short|\broom for improvement|\bfails? to\b|\bstruggl(?:e|es|ed|ing) (?:with|to|on|in|at)/,
  /\bdifficult(?:y|ies) (?:with|in)\b|\bsubstantial (?:\w+ ){0,2}gap\b/,
  /\beven the (?:strongest|best|most \w+)[^.;]{0,40} (?:hallucinat|fail|struggl|miss|reach|stay)|\blittle to none\b/,
  /\bat most\b|\bremains? (?:\w+ly )?(?:brittle|unreliable|incomplete|open)\b/,
  /\b(?:do|does|did) not (?:necessarily |always |consistently )?(?:surpass|transfer|generali[sz]e|hold|improve|translate|scale|outperform|guarantee)/,
  /\bencounter difficulties/,
  /\b(?:significant|substantial|large|notable|considerable|critical|persistent|wide) (?:performance )?(?:gaps?|limitations?|weakness(?:es)?|deficienc(?:y|ies)|shortcomings?|challenges?) (?:in|between|of|for|remain|to)/,
  /\blag(?:s|ging)? (?:far |significantly )?behind/,
  /\b(?:even|all) (?:the )?(?:most |best|strongest|state-of-the-art|leading|frontier|top|powerful|advanced)[^.;]{0,60}\b(?:only|struggl|fail|below|less than|under \d|achiev)/,
  /(?<!\bthat )\b(?:is|are|remains?) (?:\w+ )?vulnerable to\b|\bhave limitations\b|\binherent latency\b/,
  /\bperform(?:s|ed)? (?:poorly|worse)|(?<!\bthat )\b(?:is|are|remains?) (?:\w+ )?(?:prone|susceptible) to\b|\bpronounced tendency\b|\bunderperform/,
  /\bdegrad(?:e|es|ed|ing) (?:significantly|sharply|substantially|as|when|with|under)/,
  /\bonly (?:achiev\w+|reach\w*|solv\w+|score\w*)\b/,
]);
const LACK = anyOf([
  /\bsuffer(?:s|ed|ing)?\b|\bstruggl(?:e|es|ed|ing)\b|\bfail(?:s|ed)?\b|\blacks?\b|\black(?:ed)? (?:of|a|the)\b/,
  /\blimit(?:s|ed|ing|ations?)?\b|\bcostly\b|\b(?:computationally |more |prohibitively |considerably )?expensive\b/,
  /\bprohibitive\b|\bchallen(?:ge|ges|ging)\b|\bneglect(?:s|ed|ing)?\b|\boverlook(?:s|ed|ing)?\b/,
  /\bignor(?:e|es|ed|ing)\b|\bhinder(?:s|ed|ing)?\b|\bimped(?:e|es|ed|ing)\b|\bbottlenecks?\b|\bunexplored\b/,
  /\bunder-?explored\b|\bunderstudied\b|\bunexplained\b|\bunclear\b|\bunknown\b|\bsuboptimal\b|\bsub-optimal\b/,
  /\bdegrad(?:e|es|ed|ation)\b|\binefficien(?:t|cy)\b|\binsufficient\b|\binadequate\b/,
  /\brel(?:y|ies) (?:heavily|highly|on additional|solely)\b|\bnecessitat(?:es|ing)\b|\bdifficult(?:y|ies)?\b/,
  /\bproblem of\b|\bconstrained by\b|\bdemands?\b.*\bhinder|\bcannot\b|\bhave no\b|\bhad no\b/,
  /\bnot? (?:well|fully|scale|adhere|been|generali[sz]e|so when)\b|\bneither\b|\bfalls? short\b/,
  /\brais(?:es|ing) (?:some |serious |significant )?(?:safety )?concerns\b|\bobstacles?\b|\bvulnerab|\bdrawbacks?\b/,
  /\bscarc|\brequir(?:e|es|ing) (?:significant|extensive|substantial|large|massive|expensive|additional|extra)\b/,
  /\bincur(?:s|ring)?\b|\boften\b.*\brequire\b|\bbarriers?\b|\bmemory wall\b|\boverhead\b|\bupper-bounded\b/,
  /\brestrict(?:s|ed|ing)?\b|\bpoor(?:ly)?\b|\bsubstantial costs\b|\bfar from\b|\bpotentially overlooking\b/,
  /\bfocus(?:es|ed)? (?:primarily|mainly|only|solely|largely)\b|\b(?:existing|previous|prior|current|these)\b[^.;]{0,40} (?:primarily |mainly )?focus(?:es)? on\b/,
  /\b(?:structural|high|quadratic|computational) complexit(?:y|ies)\b|\bcomputationally intensive\b/,
  /\b(?:long|slow) running time\b|\bhigh (?:computational|memory|training|inference)\b/,
  /\bface[sd]? (?:\w+ )?(?:issues|challenges|problems|difficulties)\b|\bblack box\b|\brel(?:y|ies) on\b/,
  /\bleads? to (?:decreased|reduced|poor|worse|lower)\b|\bconcerns?\b|\bprone to\b|\brisks?\b|\bmainly examine\b/,
  /\blargely\b.*\bunexplored\b/,
]);
/** The sentence brings something, or praises. */
const NO_GAP = anyOf([
  /\b(?:we|our|this paper|this work)\b[^.;]{0,60}\b(?:propos|introduc|present|develop|address|show|demonstrat|design)/,
  /\bhas been widely\b(?!.*\b(?:but|however|though)\b)/,
  /\bis an? (?:\w+ and )?(?:fundamental|challenging|important|crucial|critical|long-standing)[^.;]{0,30} (?:task|problem)\b/,
  /\bthis (?:research|study|survey|article) \w+|\b(?:linear|low)(?:-time)? (?:computational )?complexity\b/,
  /\b(?:emerges as|aims? at)\b|\bwithout (?:\w+ )?(?:expensive|costly)\b/,
]);
/** A shortcoming of others that the authors mention among their results. */
const OTHERS = anyOf([
  /\b(?:existing|previous|prior|traditional|conventional|unlike|whereas|contrary to|no evidence|whether)\b/,
  /\b(?:address(?:es|ing)? (?:the|this|these)|overcom(?:e|es|ing)|mitigat(?:e|es|ing)|alleviat(?:e|es|ing))\b/,
  /\b(?:without|avoid(?:s|ing)?|eliminat(?:e|es|ing)|to tackle|to solve|get(?:s|ting)? rid)\b/,
]);

/** The limits stated of the authors' own work, in the order of the text. */
export function limitsIn(sentences: readonly StandingSentence[]): readonly LimitFact[] {
  const proposed = sentences.findIndex(({ standing }) => standing === 'proposal');
  return sentences.flatMap((sentence, at): readonly LimitFact[] => {
    if (sentence.standing === 'background' || at < proposed) return [];
    const tradeOff = clauseSaying(sentence, TRADE_OFF);
    if (tradeOff !== undefined) return [{ ...stated('limit', 'abstract', tradeOff), sort: 'trade-off' }];
    if (sentence.standing === 'proposal') return [];
    const shortfall = leansBack(sentence.text) || OTHERS.test(sentence.text) ? undefined : clauseSaying(sentence, SHORTFALL);
    return shortfall === undefined ? [] : [{ ...stated('limit', 'abstract', shortfall), sort: 'shortfall' }];
  });
}

/** What was wanting before, in the order of the text. */
export function gapsIn(sentences: readonly StandingSentence[]): readonly GapFact[] {
  return sentences
    .filter(({ standing, text }) => standing === 'background' && LACK.test(text) && !NO_GAP.test(text))
    .map((sentence) => stated('gap', 'abstract', gapOf(sentence)));
}

/** The sentence without the word that ties it, or its clause that says the lack where it is too long to quote. */
function gapOf(sentence: Part): Part {
  const clauses = clausesOf(sentence);
  const whole = clauses.at(-1) ?? sentence;
  const [tie = ''] =
    /^(?:however|first|second|third|moreover|furthermore|additionally|nevertheless|unfortunately|yet|but|also|consequently|notably|hence|thus|nonetheless),?\s+/iu.exec(
      whole.text,
    ) ?? [];
  const untied = partOf(whole, tie.length, whole.text.length);
  return isQuotable(untied.text) ? untied : (clauses.find(({ text }) => LACK.test(text) && isQuotable(text)) ?? untied);
}

function clauseSaying(sentence: Part, cue: RegExp): Part | undefined {
  if (!cue.test(sentence.text)) return undefined;
  const clauses = clausesOf(sentence).filter(({ text }) => cue.test(text));
  const clause = clauses.find(({ text }) => isQuotable(text)) ?? clauses[0];
  if (clause !== undefined && leansBack(clause.text)) return undefined;
  return clause !== undefined && isWithin(clause, sentence) ? clause : undefined;
}
