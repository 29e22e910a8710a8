//! The signs a formula may have. All tables are sorted by name, to be searched by halves.

/// TeX names and the signs they stand for.
const SYMBOLS: [(&str, &str); 171] = [
    ("AA", "Å"),
    ("Delta", "Δ"),
    ("Downarrow", "⇓"),
    ("Gamma", "Γ"),
    ("Im", "ℑ"),
    ("Lambda", "Λ"),
    ("Leftarrow", "⇐"),
    ("Leftrightarrow", "⇔"),
    ("Omega", "Ω"),
    ("Phi", "Φ"),
    ("Pi", "Π"),
    ("Psi", "Ψ"),
    ("Re", "ℜ"),
    ("Rightarrow", "⇒"),
    ("S", "§"),
    ("Sigma", "Σ"),
    ("Theta", "Θ"),
    ("Uparrow", "⇑"),
    ("Upsilon", "Υ"),
    ("Vert", "‖"),
    ("Xi", "Ξ"),
    ("aleph", "ℵ"),
    ("alpha", "α"),
    ("angle", "∠"),
    ("approx", "≈"),
    ("ast", "∗"),
    ("backslash", "∖"),
    ("because", "∵"),
    ("beta", "β"),
    ("bigcap", "⋂"),
    ("bigcup", "⋃"),
    ("bot", "⊥"),
    ("bullet", "•"),
    ("cap", "∩"),
    ("cdot", "·"),
    ("cdots", "⋯"),
    ("checkmark", "✓"),
    ("chi", "χ"),
    ("circ", "∘"),
    ("cong", "≅"),
    ("copyright", "©"),
    ("cup", "∪"),
    ("dagger", "†"),
    ("ddots", "⋱"),
    ("degree", "°"),
    ("delta", "δ"),
    ("diamond", "⋄"),
    ("div", "÷"),
    ("dots", "…"),
    ("downarrow", "↓"),
    ("ell", "ℓ"),
    ("emptyset", "∅"),
    ("epsilon", "ϵ"),
    ("equiv", "≡"),
    ("eta", "η"),
    ("euro", "€"),
    ("exists", "∃"),
    ("forall", "∀"),
    ("gamma", "γ"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("gets", "←"),
    ("gg", "≫"),
    ("gt", ">"),
    ("hbar", "ℏ"),
    ("hookrightarrow", "↪"),
    ("iff", "⇔"),
    ("iint", "∬"),
    ("imath", "ı"),
    ("implies", "⇒"),
    ("in", "∈"),
    ("infty", "∞"),
    ("int", "∫"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("land", "∧"),
    ("langle", "⟨"),
    ("lbrace", "{"),
    ("lceil", "⌈"),
    ("ldots", "…"),
    ("le", "≤"),
    ("leftarrow", "←"),
    ("leftrightarrow", "↔"),
    ("leq", "≤"),
    ("lfloor", "⌊"),
    ("ll", "≪"),
    ("lnot", "¬"),
    ("longleftarrow", "⟵"),
    ("longrightarrow", "⟶"),
    ("lor", "∨"),
    ("lt", "<"),
    ("lvert", "|"),
    ("mapsto", "↦"),
    ("mid", "∣"),
    ("models", "⊨"),
    ("mp", "∓"),
    ("mu", "μ"),
    ("nabla", "∇"),
    ("ne", "≠"),
    ("nearrow", "↗"),
    ("neg", "¬"),
    ("neq", "≠"),
    ("nexists", "∄"),
    ("ni", "∋"),
    ("notin", "∉"),
    ("nu", "ν"),
    ("odot", "⊙"),
    ("oint", "∮"),
    ("omega", "ω"),
    ("ominus", "⊖"),
    ("oplus", "⊕"),
    ("otimes", "⊗"),
    ("parallel", "∥"),
    ("partial", "∂"),
    ("perp", "⊥"),
    ("phi", "ϕ"),
    ("pi", "π"),
    ("pm", "±"),
    ("pounds", "£"),
    ("prec", "≺"),
    ("prime", "′"),
    ("prod", "∏"),
    ("propto", "∝"),
    ("psi", "ψ"),
    ("rangle", "⟩"),
    ("rbrace", "}"),
    ("rceil", "⌉"),
    ("rfloor", "⌋"),
    ("rho", "ρ"),
    ("rightarrow", "→"),
    ("rightleftharpoons", "⇌"),
    ("rvert", "|"),
    ("searrow", "↘"),
    ("setminus", "∖"),
    ("sigma", "σ"),
    ("sim", "∼"),
    ("simeq", "≃"),
    ("square", "□"),
    ("star", "⋆"),
    ("subset", "⊂"),
    ("subseteq", "⊆"),
    ("succ", "≻"),
    ("sum", "∑"),
    ("supset", "⊃"),
    ("supseteq", "⊇"),
    ("tau", "τ"),
    ("therefore", "∴"),
    ("theta", "θ"),
    ("times", "×"),
    ("to", "→"),
    ("top", "⊤"),
    ("triangle", "△"),
    ("uparrow", "↑"),
    ("updownarrow", "↕"),
    ("upsilon", "υ"),
    ("varepsilon", "ε"),
    ("varnothing", "∅"),
    ("varphi", "φ"),
    ("varpi", "ϖ"),
    ("varrho", "ϱ"),
    ("varsigma", "ς"),
    ("vartheta", "ϑ"),
    ("vdash", "⊢"),
    ("vdots", "⋮"),
    ("vee", "∨"),
    ("vert", "|"),
    ("wedge", "∧"),
    ("wp", "℘"),
    ("xi", "ξ"),
    ("zeta", "ζ"),
];

/// Names that are written out.
const FUNCTIONS: [&str; 32] = [
    "Pr", "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "csc", "deg", "det", "dim", "exp",
    "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "mod", "sec",
    "sin", "sinh", "sup", "tan", "tanh",
];

/// The signs that can be raised.
const RAISED: (&str, &str) = (
    "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW\u{3b2}\u{3b3}\u{3b4}\u{3b8}\u{3c7}\u{2218}\u{2032}",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵡ°′",
);

/// The signs that can be lowered.
const LOWERED: (&str, &str) =
    ("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ");

/// The sign of a name.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    let at = SYMBOLS.binary_search_by_key(&name, |(known, _)| known).ok()?;
    SYMBOLS.get(at).map(|(_, sign)| *sign)
}

/// A function, by its name.
pub(super) fn function(name: &str) -> Option<&'static str> {
    let at = FUNCTIONS.binary_search(&name).ok()?;
    FUNCTIONS.get(at).copied()
}

/// A sign raised.
pub(super) fn superscript(c: char) -> Option<char> {
    paired(RAISED, c)
}

/// A sign lowered.
pub(super) fn subscript(c: char) -> Option<char> {
    paired(LOWERED, c)
}

fn paired((plain, placed): (&str, &'static str), c: char) -> Option<char> {
    plain.chars().zip(placed.chars()).find(|(from, _)| *from == c).map(|(_, to)| to)
}

/// A letter as the sets of numbers have it; others stay.
pub(super) fn double_struck(c: char) -> char {
    match c {
        'C' => 'ℂ',
        'H' => 'ℍ',
        'N' => 'ℕ',
        'P' => 'ℙ',
        'Q' => 'ℚ',
        'R' => 'ℝ',
        'Z' => 'ℤ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_paired() {
        assert!(SYMBOLS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(FUNCTIONS.is_sorted());
        for (plain, placed) in [RAISED, LOWERED] {
            assert_eq!(plain.chars().count(), placed.chars().count());
        }
    }
}
