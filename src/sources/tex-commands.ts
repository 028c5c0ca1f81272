/**
 * Which TeX commands take arguments, and which of those are read.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Their argument is running text. */
export const TEXT_WRAPPERS = words(`
text textbf textit texttt textsc textsf textrm textup textmd textsl textnormal emph underline uline ul uwave sout st mbox hbox
fbox boxed makebox centerline enquote phantomsection title caption section subsection paragraph bfseries small footnotesize num`);

/** Their argument is math. */
export const MATH_WRAPPERS = words(`
mathrm mathbf mathit mathsf mathtt mathcal mathbb mathscr mathfrak mathbin mathrel mathop mathord boldsymbol bm pmb
operatorname overrightarrow overleftarrow underbrace overbrace smash`);

/** Font switches and the like: nothing of them is read, nor of the blank after them. */
export const SWITCHES = words(`
bf it em tt sc sl sf rm cal bfseries itshape scshape slshape ttfamily sffamily rmfamily upshape mdseries normalfont
allowbreak tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge`);

/** Nothing of them is read. */
export const SILENT = words(`
left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle limits nolimits displaystyle textstyle
scriptstyle xspace noindent centering protect relax leavevmode newline linebreak nonumber notag null maketitle
footnotemark par smallskip medskip bigskip hfill vfill strut mathstrut nobreak unskip ignorespaces`);

/** They and their first argument are layout or reference. */
export const SILENT_WITH_ARGUMENT = words(`
color textcolor label begin end hspace vspace vskip hskip phantom hphantom vphantom fontsize selectfont setlength index
pagestyle thispagestyle`);

export const SPACES = words('quad qquad enspace enskip thinspace medspace thickspace space');
export const CITATIONS = words('cite citep citet citealp citealt citeauthor citeyear parencite textcite autocite');

/** Names of functions, set upright: a blank parts them from a letter that follows. */
export const FUNCTIONS = words(`
log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh max min sup inf lim limsup liminf arg det dim ker
gcd Pr mod bmod argmax argmin sgn sign softmax rank tr diag`);
