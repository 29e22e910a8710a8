//! Formulas: the simple part of TeX's mathematics, as Unicode for a terminal.
//!
//! Letters, signs, raised and lowered figures, fractions and roots on one line. What is not known is refused as a whole,
//! so that the caller can show it as written: half a formula misleads.

mod symbols;

use std::iter::Peekable;
use std::str::Chars;

use self::symbols::{double_struck, function, subscript, superscript, symbol};

/// How deep groups may nest: deck text comes from others.
const DEEPEST: usize = 16;

/// A formula, written between dollars, as Unicode; none when something in it is not known.
#[must_use]
pub fn formula(tex: &str) -> Option<String> {
    let mut reader = Reader { chars: tex.chars().peekable(), depth: 0 };
    let row = reader.row(None)?;
    Some(row.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|shown| !shown.is_empty())
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    depth: usize,
}

impl Reader<'_> {
    /// Everything up to `end`, which is taken too, or to the end of the formula.
    fn row(&mut self, end: Option<char>) -> Option<String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut row = String::new();
        let mut after_name = false;
        loop {
            match self.chars.next() {
                next if next == end => break,
                None | Some('}') => return None,
                Some('^') => {
                    let raised = self.argument()?;
                    row.push_str(&placed(&raised, '^', superscript));
                }
                Some('_') => {
                    let lowered = self.argument()?;
                    row.push_str(&placed(&lowered, '_', subscript));
                }
                Some(c) => {
                    let atom = self.atom(c)?;
                    // The name of a function is kept apart from what it is of.
                    if after_name && atom.starts_with(char::is_alphanumeric) {
                        row.push(' ');
                    }
                    row.push_str(&atom);
                    after_name = c == '\\' && function(&atom).is_some();
                }
            }
        }
        self.depth -= 1;
        Some(row)
    }

    /// What a command or a raised or lowered place is given: a group, a command, or one sign.
    fn argument(&mut self) -> Option<String> {
        while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
        let c = self.chars.next()?;
        self.atom(c)
    }

    fn atom(&mut self, first: char) -> Option<String> {
        match first {
            '{' => self.row(Some('}')),
            '\\' => self.command(),
            '\'' => Some("\u{2032}".to_owned()),
            // Markdown would take it for emphasis.
            '*' => Some("\u{2217}".to_owned()),
            '~' => Some(" ".to_owned()),
            '&' | '#' | '%' | '}' | '^' | '_' => None,
            c if c.is_control() && c != '\n' && c != '\t' => None,
            c => Some(c.to_string()),
        }
    }

    fn command(&mut self) -> Option<String> {
        let first = self.chars.next()?;
        if !first.is_ascii_alphabetic() {
            return match first {
                ',' | ';' | ':' | ' ' => Some(" ".to_owned()),
                '!' => Some(String::new()),
                '{' | '}' | '%' | '$' | '&' | '#' | '_' => Some(first.to_string()),
                '|' => Some("\u{2016}".to_owned()),
                _ => None,
            };
        }
        let mut name = String::from(first);
        while let Some(c) = self.chars.next_if(char::is_ascii_alphabetic) {
            name.push(c);
        }
        self.named(&name)
    }

    fn named(&mut self, name: &str) -> Option<String> {
        match name {
            "frac" | "dfrac" | "tfrac" => {
                let (over, under) = (self.argument()?, self.argument()?);
                Some(fraction(&over, &under))
            }
            "sqrt" => self.root(),
            "text" | "textrm" | "textit" | "textbf" | "mbox" => self.words(),
            "mathrm" | "mathit" | "mathbf" | "mathsf" | "mathcal" | "operatorname" | "boldsymbol" | "bm" => {
                self.argument()
            }
            "mathbb" => Some(self.argument()?.chars().map(double_struck).collect()),
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" => self.fence(),
            "hat" | "widehat" => self.marked('\u{302}'),
            "bar" | "overline" => self.marked('\u{304}'),
            "tilde" | "widetilde" => self.marked('\u{303}'),
            "vec" => self.marked('\u{20d7}'),
            "dot" => self.marked('\u{307}'),
            "ddot" => self.marked('\u{308}'),
            "quad" | "qquad" => Some(" ".to_owned()),
            "displaystyle" | "limits" | "nolimits" => Some(String::new()),
            name => symbol(name).or_else(|| function(name)).map(str::to_owned),
        }
    }

    /// Words between braces, as they stand.
    fn words(&mut self) -> Option<String> {
        self.chars.next_if_eq(&'{')?;
        let mut words = String::new();
        loop {
            match self.chars.next()? {
                '}' => return Some(words),
                '{' | '\\' | '$' => return None,
                c => words.push(c),
            }
        }
    }

    fn root(&mut self) -> Option<String> {
        let degree = match self.chars.next_if_eq(&'[') {
            None => String::new(),
            Some(_) => self.row(Some(']'))?,
        };
        let of = bracketed(&self.argument()?);
        Some(match degree.as_str() {
            "" | "2" => format!("\u{221a}{of}"),
            "3" => format!("\u{221b}{of}"),
            "4" => format!("\u{221c}{of}"),
            degree => format!("{}\u{221a}{of}", all(degree, superscript)?),
        })
    }

    /// The bracket behind `\left` and its like; a dot is none.
    fn fence(&mut self) -> Option<String> {
        let fence = self.argument()?;
        Some(if fence == "." { String::new() } else { fence })
    }

    /// One sign with a mark over it.
    fn marked(&mut self, mark: char) -> Option<String> {
        let under = self.argument()?;
        (under.chars().count() == 1).then(|| format!("{under}{mark}"))
    }
}

/// The text with every sign raised or lowered; where one has no such form, behind the sign that TeX has.
fn placed(text: &str, sign: char, form: fn(char) -> Option<char>) -> String {
    match all(text, form) {
        Some(placed) => placed,
        None if text.chars().count() == 1 => format!("{sign}{text}"),
        None => format!("{sign}({text})"),
    }
}

fn all(text: &str, form: fn(char) -> Option<char>) -> Option<String> {
    text.chars().filter(|c| !c.is_whitespace()).map(form).collect()
}

/// Fractions with a sign of their own.
const VULGAR: [(&str, &str, &str); 15] = [
    ("1", "2", "½"),
    ("1", "3", "⅓"),
    ("2", "3", "⅔"),
    ("1", "4", "¼"),
    ("3", "4", "¾"),
    ("1", "5", "⅕"),
    ("2", "5", "⅖"),
    ("3", "5", "⅗"),
    ("4", "5", "⅘"),
    ("1", "6", "⅙"),
    ("5", "6", "⅚"),
    ("1", "8", "⅛"),
    ("3", "8", "⅜"),
    ("5", "8", "⅝"),
    ("7", "8", "⅞"),
];

fn fraction(over: &str, under: &str) -> String {
    let sign = VULGAR.iter().find(|(above, below, _)| (*above, *below) == (over, under));
    sign.map_or_else(
        || format!("{}/{}", bracketed(over), bracketed(under)),
        |(_, _, sign)| (*sign).to_owned(),
    )
}

/// In brackets, unless it can be taken for one thing without.
fn bracketed(text: &str) -> String {
    let one = text.chars().all(|c| c.is_alphanumeric() || c == '.') || text.chars().count() == 1;
    if one { text.to_owned() } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tex: &str, shown: &str) {
        assert_eq!(formula(tex).as_deref(), Some(shown), "{tex}");
    }

    #[test]
    fn letters_and_signs() {
        check(r"\alpha + \beta \leq \Omega", "α + β ≤ Ω");
        check(r"a \times b \neq 0", "a × b ≠ 0");
        check(r"A \rightarrow B \Rightarrow C", "A → B ⇒ C");
        check(r"x \in \mathbb{R}", "x ∈ ℝ");
        check(r"2\pi r", "2π r");
        check(r"\sin\theta + \log(x)", "sin θ + log(x)");
        check(r"50\,\%", "50 %");
        check("a*b", "a∗b");
        check("f'(x)", "f′(x)");
    }

    #[test]
    fn raised_and_lowered() {
        check("E = mc^2", "E = mc²");
        check("H_2O", "H₂O");
        check("x_{10}^{-3}", "x₁₀⁻³");
        check(r"e^{i\pi}", "e^(iπ)");
        check("x^{n+1}", "xⁿ⁺¹");
        check("x_Q", "x_Q");
        check(r"20^\circ", "20°");
        check(r"\mathrm{CO}_2", "CO₂");
    }

    #[test]
    fn fractions_and_roots() {
        check(r"\frac{1}{2}", "½");
        check(r"\frac{a}{b}", "a/b");
        check(r"\frac{a+b}{c}", "(a+b)/c");
        check(r"\sqrt{2}", "√2");
        check(r"\sqrt{x+1}", "√(x+1)");
        check(r"\sqrt[3]{x}", "∛x");
        check(r"\sqrt[n]{x}", "ⁿ√x");
        check(r"\frac12 m v^2", "½ m v²");
    }

    #[test]
    fn words_brackets_and_marks() {
        check(r"v_{\text{max}} = 3", "vₘₐₓ = 3");
        check(r"\left(\frac{x}{2}\right)", "(x/2)");
        check(r"\vec{F} = m \vec{a}", "F\u{20d7} = m a\u{20d7}");
        check(r"\{1, 2\}", "{1, 2}");
    }

    #[test]
    fn what_is_not_known_is_refused_as_a_whole() {
        for tex in
            [r"\begin{matrix}", r"\foo + 1", "x^", "{a", "a}", r"\frac{1}", r"a \\ b", "", " ", r"\hat{ab}"]
        {
            assert_eq!(formula(tex), None, "{tex}");
        }
        assert_eq!(formula(&"{".repeat(10_000)), None);
    }
}
