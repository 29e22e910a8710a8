//! The verbs of the genre and their forms: enough to find the clause, and to ask with `did`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A form of a verb; one spelling may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Forms {
    pub base: bool,
    /// `he signs`
    pub third: bool,
    pub past: bool,
    /// `signed`, `taken`
    pub participle: bool,
    /// `signing`
    pub ing: bool,
}

/// Verbs that follow the rules.
const REGULAR: &str = "abandon abolish absorb accept accompany accomplish accuse achieve acknowledge acquire act activate adapt add address adhere adjourn administer admit adopt advance advise advocate affect affirm aim \
agree airlift align allocate allow amend analyse analyze announce annul answer appeal appear apply appoint appropriate approve argue arm arrange arrest arrive ask assassinate assemble assert assess assign assist associate assume assure \
attach attack attain attempt attend attract authorise authorize avoid award back balance ban base believe belong benefit block bolster bombard border brief broaden call campaign cancel cause cease celebrate chair challenge change charge circulate cite claim clarify \
close co-chair co-operate co-ordinate collaborate collapse collect combat combine command commence comment commission commit communicate complete comply compose comprise conceive concern conclude condemn conduct confer confirm conform conquer consider consist consolidate constitute construct consult contain continue contribute control convene convert convince cooperate coordinate cost counter cover create cross deal debate decide declare declassify decline decrease dedicate deem defeat defend define delay delegate deliver demand demonstrate denounce deny depend deploy deprive describe designate destroy detain detect deter determine develop devote direct disagree disarm discharge disclose discover discuss dismiss dispatch display dispute dissolve distribute divide document dominate donate double draft earn ease educate elaborate elect elevate eliminate embark embrace emerge emphasise emphasize employ empower enable enact encompass encounter encourage end endanger endorse enforce engage enhance enjoy enlarge ensure enter entitle entrust equip escalate escort establish estimate evacuate evaluate evolve examine exceed exchange exclude execute exempt exercise exist expand expect expel experience expire explain explore export express extend face facilitate fail favor favour feature file finalise finalize finance finish focus follow force form formalise formalize formulate foster found fulfil fulfill function fund gain gather generate govern grant guarantee guard guide halt hand handle happen harm harmonise harmonize head help highlight host house identify impede implement imply import impose improve inaugurate include incorporate increase incur indicate inform inherit initiate inspect inspire install institute instruct insure integrate intend intensify intercept interfere interpret intervene introduce invade invest investigate invite invoke involve issue join judge justify kill label lack land last launch lease legislate levy liaise liberate lie-in limit link list live locate look maintain manage mandate march mark match maximise maximize measure mediate merge mobilise mobilize modernise modernize modify monitor mount move name narrow need negotiate nominate note notify number object oblige observe obtain occupy occur offer open operate oppose order organise organize originate oversee-in overthrow-in own participate pass patrol pave pay-in perform permit persuade place plan play pledge plunge point police possess post postpone practise praise predict prefer prepare prescribe present preserve prevail prevent proceed process proclaim procure produce prohibit project prolong promise promote promulgate propose prosecute protect protest prove provide provoke publish pull punish purchase pursue push qualify question raise range ratify reach react reaffirm realise realize reassure rebuild-in receive recognise recognize recommend reconfirm reconstruct record recover recruit redeploy redesign redesignate reduce re-establish refer refine reflect reform refrain refuse regain regard register regulate reinforce reiterate reject relate relax release relieve relocate rely remain remove rename renew renounce reopen reorganise reorganize repair repeal replace report represent request require rescue reserve reside resign resolve respect respond restore restrict result resume retain retaliate retire return reveal review revise revive revoke reward ruin rule safeguard sail sanction save schedule secure seem seize select separate serve settle shape share shift sign signal specialise specialize specify sponsor stabilise stabilize staff stage start state station stay stem step stipulate stop store strain strengthen stress stretch strip structure struggle study submit succeed suffer suggest supersede supervise supply support suppress surround suspend sustain table tackle target task tend terminate test threaten total track trade train transfer transform transit transition translate transport travel treat trigger trust try turn undergo-in underline underpin uphold-in undermine unify unite update upgrade urge use utilise utilize vacate value vary verify veto view violate visit vote vow waive want warn welcome widen withhold-in witness work worry yield";

/// Base, past and participle of those that do not.
const IRREGULAR: &str = "be was been|become became become|begin began begun|bind bound bound|break broke broken|bring brought brought|build built built|buy bought bought|choose chose chosen|come came come|cut cut cut|do did done|draw drew drawn|drive drove driven|fall fell fallen|fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|get got got|give gave given|go went gone|grow grew grown|have had had|hold held held|keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|oversee oversaw overseen|overthrow overthrew overthrown|pay paid paid|put put put|rebuild rebuilt rebuilt|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|show showed shown|shut shut shut|sink sank sunk|speak spoke spoken|spend spent spent|spread spread spread|stand stood stood|strike struck struck|take took taken|teach taught taught|tell told told|think thought thought|undergo underwent undergone|understand understood understood|undertake undertook undertaken|uphold upheld upheld|win won won|withdraw withdrew withdrawn|withhold withheld withheld|write wrote written|split split split|swear swore sworn|arise arose arisen|bear bore borne|feel felt felt|hit hit hit|overcome overcame overcome";

static FORMS: LazyLock<HashMap<String, (String, Forms)>> = LazyLock::new(|| {
    let mut all: HashMap<String, (String, Forms)> = HashMap::new();
    let mut add = |form: String, base: &str, set: fn(&mut Forms)| {
        let entry = all.entry(form).or_insert_with(|| (base.to_owned(), Forms::default()));
        set(&mut entry.1);
    };
    for base in REGULAR.split_whitespace().filter(|base| !base.ends_with("-in")) {
        add(base.to_owned(), base, |forms| forms.base = true);
        add(third(base), base, |forms| forms.third = true);
        for past in pasts(base) {
            add(past, base, |forms| {
                forms.past = true;
                forms.participle = true;
            });
        }
        for ing in ings(base) {
            add(ing, base, |forms| forms.ing = true);
        }
    }
    for verb in IRREGULAR.split('|') {
        let parts: Vec<&str> = verb.split(' ').collect();
        let [base, past, participle] = parts[..] else { continue };
        if matches!(base, "be" | "have" | "do") {
            continue;
        }
        add(base.to_owned(), base, |forms| forms.base = true);
        add(third(base), base, |forms| forms.third = true);
        add(past.to_owned(), base, |forms| forms.past = true);
        add(participle.to_owned(), base, |forms| forms.participle = true);
        for ing in ings(base) {
            add(ing, base, |forms| forms.ing = true);
        }
    }
    // Where the irregular past of one is the base of another, the past is meant: `found`, `bound`.
    if let Some(entry) = all.get_mut("founded") {
        entry.0 = "found".to_owned();
    }
    all
});

fn vowel(letter: Option<char>) -> bool {
    letter.is_some_and(|c| "aeiou".contains(c))
}

fn third(base: &str) -> String {
    if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else if let Some(stem) = base.strip_suffix('y').filter(|stem| !vowel(stem.chars().last())) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    }
}

/// Whether the last letter is doubled before an ending: `admit`, `plan`, and by choice `cancel`.
fn doubles(base: &str) -> bool {
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel_letter, last] = letters[..] else { return false };
    let closed = !vowel(Some(before)) && vowel(Some(vowel_letter)) && !"aeiouwxy".contains(last);
    let one = letters.iter().filter(|c| vowel(Some(**c))).count() == 1;
    let known = [
        "admit", "commit", "permit", "submit", "transfer", "refer", "deter", "occur", "confer", "expel",
        "patrol", "incur", "control", "prefer",
    ];
    closed && (one || known.iter().any(|known| base.ends_with(known)))
}

fn pasts(base: &str) -> Vec<String> {
    let last = base.chars().last().map(String::from).unwrap_or_default();
    if base.ends_with('e') {
        return vec![format!("{base}d")];
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !vowel(stem.chars().last())) {
        return vec![format!("{stem}ied")];
    }
    if doubles(base) {
        return vec![format!("{base}{last}ed")];
    }
    if base.ends_with("el") {
        vec![format!("{base}ed"), format!("{base}led")]
    } else {
        vec![format!("{base}ed")]
    }
}

fn ings(base: &str) -> Vec<String> {
    let last = base.chars().last().map(String::from).unwrap_or_default();
    if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return vec![format!("{stem}ing")];
    }
    if doubles(base)
        || matches!(
            base,
            "begin"
                | "forbid"
                | "run"
                | "set"
                | "put"
                | "win"
                | "cut"
                | "let"
                | "get"
                | "hit"
                | "shut"
                | "split"
        )
    {
        return vec![format!("{base}{last}ing")];
    }
    if base.ends_with("el") {
        vec![format!("{base}ing"), format!("{base}ling")]
    } else {
        vec![format!("{base}ing")]
    }
}

/// The base of a verb and what its form may be; empty where only the form is known; none for words that are no verb.
pub(super) fn verb(lower: &str) -> Option<(&'static str, Forms)> {
    let known = FORMS.get(lower).map(|(base, forms)| (base.as_str(), *forms));
    known.or_else(|| {
        looks_past(lower).then(|| ("", Forms { past: true, participle: true, ..Forms::default() }))
    })
}

/// A word in `-ed` of a verb that is not listed: its base is not known.
fn looks_past(lower: &str) -> bool {
    const NOT: &[&str] = &[
        "hundred",
        "indeed",
        "sacred",
        "naked",
        "wicked",
        "kindred",
        "rugged",
        "breed",
        "speed",
        "exceed",
        "proceed",
        "succeed",
        "need",
        "seed",
        "feed",
        "embed",
        "armed",
        "united",
        "unarmed",
        "rearmed",
        "so-called",
    ];
    lower.len() > 5
        && lower.ends_with("ed")
        && !lower.contains('-')
        && !NOT.contains(&lower)
        && lower.bytes().all(|b| b.is_ascii_lowercase())
}

/// A form of `be`, `have`, `do`, or a modal.
pub(super) fn is_auxiliary(lower: &str) -> bool {
    is_be(lower) || is_have(lower) || is_modal(lower) || matches!(lower, "do" | "does" | "did")
}

pub(super) fn is_be(lower: &str) -> bool {
    matches!(lower, "is" | "are" | "was" | "were" | "be" | "been")
}

pub(super) fn is_have(lower: &str) -> bool {
    matches!(lower, "has" | "have" | "had")
}

pub(super) fn is_modal(lower: &str) -> bool {
    matches!(lower, "shall" | "may" | "must" | "will" | "would" | "should" | "can" | "could" | "might")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_base() {
        for (form, base) in [
            ("signed", "sign"),
            ("agreed", "agree"),
            ("ratified", "ratify"),
            ("admitted", "admit"),
            ("took", "take"),
            ("labelled", "label"),
            ("developed", "develop"),
            ("ended", "end"),
            ("founded", "found"),
            ("stopped", "stop"),
            ("visited", "visit"),
            ("vetoed", "veto"),
            ("entered", "enter"),
            ("planned", "plan"),
            ("transferred", "transfer"),
        ] {
            let (found, forms) = verb(form).unwrap_or_else(|| panic!("{form}"));
            assert_eq!(found, base);
            assert!(forms.past);
        }
        assert!(verb("begun").is_some_and(|(_, forms)| forms.participle && !forms.past));
        assert!(verb("committee").is_none());
    }
}
