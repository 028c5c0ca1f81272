/**
 * Measured quantities in a sentence: `2.1×`, `14.4%`, `from 24 GB to 1 MB`, `a perplexity of 7.59`.
 *
 * A number is a figure only with a unit or beside the word for what was measured. What sets an experiment up and is no outcome of
 * it (`2-bit`, `24GB GPUs`, `at 60% sparsity`) is told by what stands beside it, and left out.
 */
import { type Figure, type Part, partOf } from './fact.ts';

const NUMBER = '\\d[\\d,]*(?:\\.\\d+)?';
const UNIT =
  '%|×|[xX]\\b|pp\\b|[KMGT]i?B\\b|ms\\b|dB\\b|FPS\\b|fps\\b|(?:-|\\s)fold\\b|\\s?times\\b|\\s(?:percent(?:age points?)?|points?|bits|seconds?|minutes?|hours?|days?|tokens/s|frames per second|billion parameters)\\b';
const METRIC =
  'top-?1 accuracy|accuracy|perplexity|F1(?:[- ]scores?)?|BLEU|ROUGE(?:-L)?|mIoU|IoU|mAP|AP50|AP|FID|FVD|PSNR|SSIM|LPIPS|AUROC|AUC|WER|CER|EM|pass@\\d+|success rates?|win[- ]rates?|recall|precision|error rates?|error|latency|throughput|speed-?ups?|acceleration|compression|memory(?: (?:usage|consumption|footprint))?|parameters|FLOPs|cost|scores?|Elo|improvements?|gains?|reduction|increase|performance|storage|correlation';
const SIGN = '(?:[+~<>≈±-]\\s?|[≤≥]\\s?)?';
/** A quantity with its unit, of a range or a list too: `8 to 24 times`, `24 GB to 1 MB`, `99%, 99% and 90%`. */
const MEASURED = `${SIGN}${NUMBER}\\s?(?:${UNIT})?(?:(?:\\s?[-–~]\\s?|\\sto\\s|\\sand\\s)${SIGN}${NUMBER})?(?:\\s?(?:${UNIT}))`;
const RISE = `from (?!(?:19|20)\\d\\d to (?:19|20)\\d\\d)${NUMBER}(?:\\s?(?:${UNIT}))? to ${NUMBER}(?:\\s?(?:${UNIT}))?`;
const MONEY = '(?:US)?\\$\\d[\\d.,]*\\d(?:\\s?(?:[KMB]\\b|million|billion))?';
const IN_WORDS =
  '(?:two|three|four|five|ten|twenty) times\\b|(?:an|one|two|three|several) orders? of magnitude|by half\\b|half the\\b|twice\\b';
const WITH_METRIC = `(?<=\\b(?:${METRIC}) (?:of|to) )${SIGN}${NUMBER}(?![\\d-]|[KMB]?\\s?(?:parameter|model|bit))|${SIGN}\\d+\\.\\d+(?= (?:${METRIC})\\b)`;
const FIGURE = new RegExp(`(?<![\\p{L}\\d.,-])(?:${RISE}|${MEASURED}|${WITH_METRIC}|${MONEY}|${IN_WORDS})`, 'gu');

/** What follows a number that is a setting. */
const SETTING_AFTER =
  /^\s?(?:(?:NVIDIA|Nvidia|consumer|single|of)\s)?(?:GPUs?\b(?! memory)|V?RAM\b|A100|H100|V100|sparsity|pruning|dropout|confidence|significance|of (?:the )?(?:training |labell?ed |annotated )?(?:data|samples|labels|examples)\b|consumer)/;
/** What stands before a number that is a setting. */
const SETTING_BEFORE =
  /(?:\b(?:masking|spanning|using only|sampling)\s(?:over |up to |about )?|\b(?:ratios?|rates? of|sparsity|sparsit\w+|resolutions?|temperature|thresholds?)(?:\s(?:ranging|levels?|ratios?))?(?:\s(?:from|of))?\s?|\bratios? \([\d%,.\s]*|\bmodels? (?:of|with|from|having|ranging)(?: up to| over| about| only| from)?\s?|\b(?:GPT|Llama|LLaMA|Qwen|Phi)[- ]?)$/i;

/** @returns the figures of a sentence in their order. */
export function figuresIn(sentence: Part): readonly Figure[] {
  return [...sentence.text.matchAll(FIGURE)].flatMap(({ 0: found, index }) => {
    const after = sentence.text.slice(index + found.length, index + found.length + 60);
    const before = sentence.text.slice(Math.max(0, index - 60), index);
    if (SETTING_AFTER.test(after) || SETTING_BEFORE.test(before)) return [];
    const part = partOf(sentence, index, index + found.length);
    const metric = metricBeside(sentence, index, index + found.length);
    return [{ ...part, unit: unitOf(found), ...(metric !== undefined && { metric }) }];
  });
}

function unitOf(found: string): string {
  return new RegExp(`(?:${UNIT})\\s*$`, 'u').exec(found)?.[0].trim() ?? '';
}

/** Close after the number (`2.1× improvement`, `2% Top-1 accuracy`), else close before it (`perplexity of 7.59`). */
function metricBeside(sentence: Part, from: number, to: number): Part | undefined {
  const after = new RegExp(
    `^\\s(?:(?:of|in|the|higher|lower|faster|more|less|fewer|better|end-to-end|inference|absolute|relative|average)\\s){0,2}(${METRIC})\\b`,
    'iu',
  ).exec(sentence.text.slice(to, to + 60));
  if (after?.[1] !== undefined) {
    const end = to + after[0].length;
    return partOf(sentence, end - after[1].length, end);
  }
  const head = sentence.text.slice(Math.max(0, from - 60), from);
  const before = new RegExp(
    `\\b(${METRIC})\\s(?:of|to|by|at|on average by)\\s(?:up to |about |over |more than |only )?$`,
    'iu',
  ).exec(head);
  if (before?.[1] === undefined) return undefined;
  const start = from - before[0].length;
  return partOf(sentence, start, start + before[1].length);
}
