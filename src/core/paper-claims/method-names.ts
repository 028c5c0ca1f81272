/**
 * The names that authors give to what they bring: in the title before its colon, and in the abstract after the words that
 * introduce it ("we propose X", "a framework called X", "Full Name (X)").
 *
 * A name shows that it is one: a capital or a digit inside a word, or several words with capitals. What everybody calls so
 * (`LLM`, `GPU`) is nobody's name.
 */
import { methodNameOf } from '../summary/method-name.ts';
import { type Claiming, type MethodFact, type Part, partOf, stated } from './fact.ts';
import type { StandingSentence } from './standing.ts';

/** A word with a capital or digit after its first letter, as `PiSSA`, `M-SDF`, `LLM.int8()`. */
const MARKED = "(?:[\\p{L}\\d]+(?:[-.+/@'’][\\p{L}\\d]+|\\^?\\d|\\+)*(?:\\(\\))?)";
const CAPITALISED = '(?:\\p{Lu}[\\p{L}\\d]*(?:[-/][\\p{L}\\d]+)*|\\d[Dd])';
/** Words with capitals, and small ones between them: `Matrix of Thought`. */
const NAME = `(?:${CAPITALISED}(?:\\s(?:(?:of|for|in|to|the|via)\\s)?${CAPITALISED}){1,7}|${MARKED})`;
const ADJECTIVES =
  '(?:(?:the|a|an|our|two|three|this|novel|new|simple|efficient|effective|unified|general|comprehensive|lightweight|first|large-scale|open-source|so-called|family|of|fully|training-free|scalable)\\s+)*';
const INTRODUCES =
  '(?<!\\b(?:recently|previously|newly) )\\b(?:propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?|design(?:s|ed)?|unveil(?:s|ed)?|releas(?:e|es|ed|ing)|describ(?:e|es)|devis(?:e|es)|curat(?:e|es|ed)|construct(?:s|ed)?|creat(?:e|es|ed)|build|built|establish|contribute|offer|collect)(?:\\s(?:also|then|further))?';
const CALLED =
  '(?:\\bcalled|\\bnamed|\\bdubbed|\\btermed|\\bcoined|\\btitled|\\bnicknamed|\\bknown as|\\bwhich we (?:call|name|term|refer to as|dub)|\\bwe (?:call|name|term|dub)(?: it| this)?)';
/** `X` in `we propose X, …`: what may stand after a name that a verb brings in. */
const AFTER_NAME =
  '(?=[,.:;(]|\\s?\\(|\\s(?:which|that|to|is|for|system|framework|method|model|models|and|as|with|by|on|in|\\p{Ll}+(?:-\\p{Ll}+)*)\\b|$)';
const PATTERNS: readonly RegExp[] = [
  new RegExp(`${INTRODUCES}\\s+${ADJECTIVES}["“']?(${NAME})${AFTER_NAME}`, 'gu'),
  new RegExp(`${CALLED}\\s+(?:the\\s+)?["“']?(${NAME})`, 'gu'),
  new RegExp(`${INTRODUCES}[^.;]{0,140}?,\\s(?:namely|i\\.e\\.,?|called|named|dubbed|termed)\\s+(${NAME})`, 'gu'),
  new RegExp(
    `${INTRODUCES}[^.;]{0,60}?\\b(?:framework|method|approach|model|algorithm|system|dataset|benchmark|metric|scheme|strategy|module|architecture|network)s?,\\s(${NAME})(?=[,.:;]|\\s\\(|\\sthat\\b|\\swhich\\b|$)`,
    'gu',
  ),
  new RegExp(
    `(?:${INTRODUCES})(?:(?!\\s(?:that|which|using|via|by|through|leverag\\w+|based|derived|of the|from the)\\s)[^.;()]){0,140}?\\((${MARKED})\\)`,
    'gu',
  ),
  // A second one: `propose A, a …, and B, a …`.
  new RegExp(`${INTRODUCES}[^.;]{3,160}?,?\\sand\\s(${MARKED})(?=,\\s(?:an?|which|the)\\s)`, 'gu'),
  new RegExp(
    `\\b[Oo]ur\\s(?:proposed\\s|novel\\s)?(${NAME})(?=\\s(?:algorithm|method|approach|framework|model|system|kernel|module|scheme|strategy|technique)s?\\b)`,
    'gu',
  ),
  /\bour\s["“]([^"“”]{3,40})["”]/gu,
];
/** A name with one capital only, where the words around it leave no doubt: `we introduce Trident, a …`. */
const PLAIN_NAME: readonly RegExp[] = [
  new RegExp(`${INTRODUCES}\\s(?:the\\s)?(\\p{Lu}\\p{Ll}{2,})(?=,\\san?\\b|:|\\s\\(|,\\sthe\\s)`, 'gu'),
  new RegExp(`${CALLED}\\s["“']?(\\p{Lu}\\p{Ll}{2,})(?=[,.:;)]|\\s\\p{Ll})`, 'gu'),
];
/** `a Quantization Step Migration (QSM)`: what comes with the indefinite article and its initials is being brought in. */
const BROUGHT_IN = new RegExp(`\\b(?:an?|our)\\s(?:\\p{Ll}[\\p{L}-]*\\s){0,2}?["“]?(${NAME})["”]?\\s\\((${MARKED})\\)`, 'gu');
/** `Full Name (X)`: the long form, where the short one was found. */
const WITH_SHORT_FORM = new RegExp(`(${NAME})\\s\\((${MARKED})\\)`, 'gu');

const EVERYBODYS = new Set(
  `LLM LLMs MLLM MLLMs VLM VLMs LMM LMMs LM LMs NLP AI AGI GPU GPUs CPU CPUs TPU RL RLHF RAG MoE SSM SSMs CNN CNNs RNN RNNs GNN GNNs GAN GANs ViT ViTs
  DNN DNNs SFT DPO PPO GRPO LoRA PEFT PTQ QAT KV SVD PCA MLP MLPs API APIs SOTA OOD QA VQA ICL CoT T2I T2V I2V TTS ASR OCR SLAM NeRF 2D 3D 4D 1D
  GPT GPT-3 GPT-4 GPT-4o ChatGPT BERT CLIP DINO SAM Transformer Transformers Mamba PyTorch CUDA Python English Chinese Bayesian Gaussian ImageNet
  Reinforcement-Learning HSI NLU NLG IR ML DL KD UI GUI GUIs CV PDE PDEs ODE SDE DiT DiTs VAE VAEs FFN MHA BFS DCT FP8 FP16 INT4 INT8 W4A4 We In To This The
  OS SpMM GEMM HGEMM EM F1 MSE KL JSON SQL HTML URL LRM LRMs SLM SLMs MDP POMDP RLVR TTT SDS SDF BEV AR IID US UK EU`.split(
    /\s+/,
  ),
);

export function methodsIn(paper: Claiming, sentences: readonly StandingSentence[]): readonly MethodFact[] {
  const own = sentences.filter(({ standing }) => standing !== 'background');
  const parts = own.flatMap((sentence) => [
    ...PATTERNS.flatMap((pattern) => namesBy(pattern, sentence).filter(({ text }) => isName(text))),
    ...PLAIN_NAME.flatMap((pattern) => namesBy(pattern, sentence).filter(({ text }) => !EVERYBODYS.has(text))),
    ...broughtIn(sentence),
  ]);
  const known = new Set(parts.map(({ text }) => text));
  const longForms = own.flatMap((sentence) => longFormsIn(sentence, known));
  const found = [...titlePart(paper), ...[...parts, ...longForms].map((part) => stated('method', 'abstract', part))];
  return found.filter((fact, at) => found.findIndex(({ text }) => text === fact.text) === at);
}

function titlePart(paper: Claiming): readonly MethodFact[] {
  const name = methodNameOf(paper);
  if (name === undefined) return [];
  const start = paper.title.indexOf(name);
  return [stated('method', 'title', { start, end: start + name.length, text: name })];
}

function namesBy(pattern: RegExp, sentence: Part): readonly Part[] {
  return [...sentence.text.matchAll(pattern)].flatMap(({ 0: whole, 1: name = '', index }) => {
    const from = index + whole.lastIndexOf(name);
    return [partOf(sentence, from, from + name.length)];
  });
}

function broughtIn(sentence: Part): readonly Part[] {
  return [...sentence.text.matchAll(BROUGHT_IN)].flatMap(({ 0: whole, 1: long = '', 2: short = '', index }) => {
    if (!isName(short) || !isName(long) || !isInitialsOf(short, long)) return [];
    const [longAt, shortAt] = [
      index + whole.lastIndexOf(long, whole.length - short.length - 3),
      index + whole.length - 1 - short.length,
    ];
    return [partOf(sentence, longAt, longAt + long.length), partOf(sentence, shortAt, shortAt + short.length)];
  });
}

function isInitialsOf(short: string, long: string): boolean {
  const initials = long
    .split(/[\s-]+/)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
  return initials === short.toUpperCase();
}

/** @param shortForms names that were found. */
function longFormsIn(sentence: Part, shortForms: ReadonlySet<string>): readonly Part[] {
  return [...sentence.text.matchAll(WITH_SHORT_FORM)].flatMap(({ 1: long = '', 2: short = '', index }) =>
    shortForms.has(short) && isName(long) && long !== short ? [partOf(sentence, index, index + long.length)] : [],
  );
}

/** `SVD-based` says how, and `CBMs` is a kind of thing. */
const NO_NAME =
  /-(?:based|like|style|aware|driven|free|level|guided|specific|oriented|augmented|enhanced|trained|agnostic|centric|type|wise|shot|scale|to|of|only)$|^\p{Lu}{2,}s$/u;

function isName(text: string): boolean {
  if (EVERYBODYS.has(text) || text.length < 2 || NO_NAME.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > 1 && NO_NAME.test(words[0] ?? '')) return false;
  if (words.length > 1) return words.some((word) => !EVERYBODYS.has(word) && /^\p{Lu}/u.test(word));
  return (
    /\p{L}.*\p{Lu}|\p{Lu}.*\d|\p{Ll}\d|\p{L}\(\)/u.test(text) &&
    /\p{Lu}|\(\)/u.test(text) &&
    !/^\p{Lu}[\p{Ll}]+-\p{Ll}+$/u.test(text)
  );
}
