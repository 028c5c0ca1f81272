import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/sources/clean-text.ts';

/** Each line: as it came, as it should read. */
const reads = (cases: readonly (readonly [raw: string, clean: string])[]) =>
  it.each(cases)('%j reads %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

const keeps = (texts: readonly string[]) =>
  it.each(texts)('%j stays', (text) => {
    expect(cleanText(text)).toBe(text);
  });

describe('characters of a cleaned text', () => {
  reads([
    ['hard\nwrapped\r\n  lines', 'hard wrapped lines'],
    ['a\u00a0b\u2009c\u2028d', 'a b c d'],
    ['\ufeffzero\u200bwidth\u2060', 'zerowidth'],
    ['right\u202eto\u202cleft\u2066', 'righttoleft'],
    ['nul\0 and \x07bell', 'nul and bell'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['e\u0301tude', 'étude'],
    ['\ud83d broken \udc00', '\ufffd broken \ufffd'],
    ['joined\u200d by nothing', 'joined by nothing'],
    ['hidden\u{e0041}\u{e0042} tags', 'hidden tags'],
  ]);
  keeps(['\u{1f468}\u200d\u{1f469}\u200d\u{1f467} a family', 'می\u200cخواهم', '量化 of 大模型', '']);
});

describe('HTML in a text', () => {
  reads([
    ['Q&amp;A &lt; 5 &#x41;', 'Q&A < 5 A'],
    ['twice &amp;lt;escaped&amp;gt;', 'twice <escaped>'],
    ['<b>bold</b> and <span style="color: red">red</span>', 'bold and red'],
    ['one<br/>two<p>three</p>', 'one two three'],
    ['see <a href="https://x.org/p">this https URL.</a>', 'see https://x.org/p.'],
    ['see <a href="https://x.org/p">the demo page of X</a>', 'see the demo page of X (https://x.org/p)'],
    ['H<sub>2</sub>O<!-- note -->', 'H₂O'],
  ]);
  keeps([
    'k < 10 and a<b, c>d',
    "Let's <think> about <s> and </think>",
    'AT&T; R&D',
    '<person, action, object> triplets',
    'p<0.05',
  ]);
});

describe('TeX in a text', () => {
  reads([
    [String.raw`14.4\% of R\&D, a\_b, \#1, \$5`, '14.4% of R&D, a_b, #1, $5'],
    [String.raw`Schr\"odinger, {\'e}t\'{e}, Ko\v{c}, Erd\H{o}s, na\"{\i}ve, Gau\ss`, 'Schrödinger, été, Koč, Erdős, naïve, Gauß'],
    [String.raw`\O{}rsted, \L{}ukasz, Fran\c cois, Do\~nana, Wroc\l aw`, 'Ørsted, Łukasz, François, Doñana, Wrocław'],
    [String.raw`\textbf{bold} \emph{and \textit{nested}} {\it old} {\bf C}ommittee`, 'bold and nested old Committee'],
    [String.raw`\url{https://x.org/a\_b} \href{https://x.org}{this https URL}`, 'https://x.org/a_b https://x.org'],
    [String.raw`code \href{https://x.org/c}{on our page of X}`, 'code on our page of X (https://x.org/c)'],
    [String.raw`$3\times$ $\sim20\%$ $\geq 3$ $\alpha_i$ $\pm$0.5`, '3× ~20% ≥ 3 αᵢ ±0.5'],
    [String.raw`$O(n^2)$, \(O(n^3)\), $\mathcal{O}(\sqrt{n})$, $\mathbb{R}^{d}$`, 'O(n²), O(n³), O(√n), Rᵈ'],
    [String.raw`$\frac{1}{2}$ and $\frac{a+b}{n}$, $W^{res}$, $L_{1,2}$, $x_{max}$`, '1/2 and (a+b)/n, W^res, L_(1,2), x_max'],
    [String.raw`90$^{\circ}$, $A^\top$, $\ell_2$, $10^{-6}$, $\tilde{O}(n)$, $\hat{y}$`, '90°, Aᵀ, ℓ₂, 10⁻⁶, Õ(n), ŷ'],
    [String.raw`we call it \method{}, and \ours works`, 'we call it method, and ours works'],
    ['Large models~(LLMs) on one RTX~5090, Fig.~3', 'Large models (LLMs) on one RTX 5090, Fig. 3'],
    [String.raw`said \cite{a2020, b2021}\footnote{Twice.} so`, 'said [a2020, b2021] (Twice.) so'],
    [String.raw`run$\unicode{x2014}$each, e.g.\ this, i.e.\, that`, 'run—each, e.g. this, i.e. that'],
    ["``quoted'' and ''quoted'' and `so'", '"quoted" and "quoted" and \'so\''],
    ['gains of 6--32%', 'gains of 6–32%'],
    [String.raw`{\deg}, 1{,}182 cases, n{=}3, FID{}=1.6`, '°, 1,182 cases, n=3, FID=1.6'],
    [String.raw`don\'t say \"this\"`, 'don\'t say "this"'],
  ]);
  keeps([
    'between $5 and $10, or $100K',
    'for $0.04 vs. $0.11, and 1$: cheap',
    'the set {1, 2, 3} of model {}',
    'https://x.org/~me/a_1/b^2?x=$y',
    String.raw`suppress \n\n and C:\Users\me`,
    "f''(x) = 0, 5'' wide",
    'file_1, gpt_4, pass^k, snake_case_name',
    'about ~20 ms, 60%~70%, z~N(0,1)',
    '{"json": ["like", {"this": 1}]}',
  ]);
  it('is read to any depth without failing', () => {
    const nested = `${'\\textbf{'.repeat(5000)}x${'}'.repeat(5000)}`;
    expect(cleanText(nested)).toContain('x');
    expect(cleanText('{'.repeat(20_000))).toBe('{'.repeat(20_000));
  });
});

describe('marks that the hub dropped', () => {
  reads([
    ['3times faster, 2.1times and 64times64', '3× faster, 2.1× and 64×64'],
    ['an 80%sim95% rate of sim20 and sim+5%', 'an 80%~95% rate of ~20 and ~+5%'],
    ['geq 3, leq50K, approx5, approx 7.5', '≥ 3, ≤50K, ≈5, ≈7.5'],
    ['ell_2 and ell_1-norms, H_{infty}', 'ℓ₂ and ℓ₁-norms, H_∞'],
    ['10^23 FLOPs, R^2 = 0.9, O(n^2), 360^circ', '10²³ FLOPs, R² = 0.9, O(n²), 360°'],
    ['a d_k times d_v cache, 256 times 256', 'a dₖ × dᵥ cache, 256 × 256'],
    ['3.382pm0.233 and 69.8 pm 0.5%, by pm 23%, {pm 1, pm i}', '3.382±0.233 and 69.8 ± 0.5%, by ±23%, {±1, ±i}'],
    ['49.6 rightarrow 68.3, 2.17downarrow', '49.6 → 68.3, 2.17↓'],
    ['mathcal{O}(T), textbf{x}, {sim}20%', 'O(T), x, ~20%'],
    [String.raw`only \500, valued at \1 million`, 'only $500, valued at $1 million'],
    ['priorsx2013can', 'priors–can'],
    ['https://x.org/p{https://x.org/p}.', 'https://x.org/p.'],
  ]);
  keeps([
    'sometimes 3 times better, 3 times a day, oftentimes',
    'runtimes of simple, similar sim2real and sim-to-real systems',
    'in sim 3 runs, approx. 500 at 5 pm 2024, closed at 4pm. At 5 pm 30% left',
    'le chat, ge, alpha and Phi-3, Mem-alpha, to the left (right)',
    'https://x.org/3times/geq',
    'a bottom-left corner, the best times 5-fold',
  ]);
});

describe('cleaning', () => {
  const pieces = [
    ...'{}$\\^_~&<>`\'"#%()[]|-,.!/ \n',
    ...[
      '\\textbf{',
      '\\frac',
      '\\sqrt',
      '\\"',
      "\\'",
      '\\v',
      '\\c{',
      '\\href{',
      '\\(',
      '\\)',
      '\\[',
      '$$',
      '\\\\',
      '{\\it ',
      '\\alpha',
    ],
    ...[
      'times',
      'sim',
      'geq ',
      'approx',
      'ell_',
      '^circ',
      'pm',
      'left(',
      'right)',
      'infty',
      'x2014',
      'mathcal{',
      'e',
      'a',
      'n',
      'X',
    ],
    ...[
      '1',
      '20',
      '&amp;',
      '&lt;',
      '&#36;',
      '<b>',
      '</b>',
      '<a href="https://x.org">',
      '</a>',
      'https://x.org/a_b',
      '``',
      "''",
      '--',
    ],
    ...['\u0301', '\u200d', '\u202e', '\ud800', 'ı', '²', '\u00a0', 'word', 'the '],
  ];
  const nasty = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));

  it('changes nothing in a text that is clean already', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string()), (raw) => {
        const clean = cleanText(raw);
        expect(cleanText(clean)).toBe(clean);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves one line of visible characters, whatever came', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (raw) => {
        const clean = cleanText(raw);
        expect(clean).toBe(clean.trim().normalize('NFC'));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
        expect(clean).not.toMatch(/[\x00-\x1f\x7f-\x9f]| {2}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/);
      }),
    );
  });

  it('leaves plain words alone', () => {
    const word = fc.constantFrom(
      'sometimes',
      'large',
      'language',
      'models',
      'simple',
      'in',
      'a',
      'times',
      'to',
      'the',
      '3',
      '2024',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(' ');
        fc.pre(!/\d times \d/.test(text));
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});
