//! Words that tell what a name is that of, and words that with a capital only begin a sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Bodies, forces and missions.
const BODIES: &str = "\
    organization organisation organizations organisations union committee council commission agency agencies \
    force forces mission office ministry department command bank fund court tribunal board group centre \
    center institute institution service services authority secretariat programme association alliance \
    assembly congress parliament senate government administration corps brigade division team panel \
    corporation bureau directorate party army navy police guard fleet regiment battalion squadron league \
    federation confederation company college university academy school cell branch staff headquarters \
    network partnership coalition foundation society inspectorate registry presence facility unit house \
    cabinet quartet conference marines inspector-general ombudsman tribunals courts teams cross crescent \
    regulator taskforce mechanism detachment";

/// Documents.
const DOCUMENTS: &str = "\
    treaty agreement agreements charter convention conventions protocol act declaration accord accords \
    compact strategy plan memorandum pact constitution covenant statute directive regulation regulations \
    concept doctrine policy manual guidelines code law bill order program roadmap agenda framework \
    communique communiqu\u{e9} principles initiative resolution review schedule instrument ordinance decree \
    approach standard rules handbook report proclamation amendment";

/// Events and periods.
const EVENTS: &str = "\
    war wars crisis summit meeting blockade airlift revolution battle era day games earthquake uprising \
    incident attack attacks talks negotiations round election elections campaign";

/// Offices.
const OFFICES: &str = "\
    secretary-general secretary president minister commander chairman chairperson chair director \
    director-general ambassador representative commissioner governor chancellor premier king queen judge \
    justice registrar inspector officer controller auditor general admiral colonel attorney-general speaker \
    coordinator adviser advisor envoy emperor pope treasurer comptroller chief ministers secretaries \
    rapporteur prosecutor";

/// Words before the name of a person.
const TITLES: &str = "\
    mr mrs ms dr president secretary general admiral senator minister premier chancellor ambassador king \
    queen prime sir lord lady professor captain colonel major lieutenant congressman representative governor \
    judge justice chairman director marshal dr. mr.";

/// Words that with a capital only begin a sentence.
const OPENERS: &str = "\
    a an the this that these those it its he she they their his her we our you i in on at by for from to of \
    with without within under over after before during since until through throughout between among against \
    as if when while where although though because unless whether and or but nor so yet however moreover \
    furthermore additionally also both each every all any some no none many most several few much more other \
    others another such there here then thus hence therefore meanwhile later earlier once only even not one \
    two three four five six seven eight nine ten following according including despite beyond together today \
    currently originally initially subsequently finally first second third further building based given what \
    who which how why about above below along across around towards toward upon per via next last same own \
    new early late soon now up down out off like unlike nevertheless nonetheless instead overall recently \
    close work members member decisions efforts attention representatives subject except pursuant \
    notwithstanding persons person nothing anyone whoever either neither half part parts section sections \
    article articles chapter paragraph table figure annex appendix note schedule title";

type Set = LazyLock<HashSet<&'static str>>;

static BODY_SET: Set = LazyLock::new(|| BODIES.split_whitespace().collect());
static DOCUMENT_SET: Set = LazyLock::new(|| DOCUMENTS.split_whitespace().collect());
static EVENT_SET: Set = LazyLock::new(|| EVENTS.split_whitespace().collect());
static OFFICE_SET: Set = LazyLock::new(|| OFFICES.split_whitespace().collect());
static TITLE_SET: Set = LazyLock::new(|| TITLES.split_whitespace().collect());
static OPENER_SET: Set = LazyLock::new(|| OPENERS.split_whitespace().collect());

/// Whether a small word is that of a body.
pub(super) fn is_body(lower: &str) -> bool {
    BODY_SET.contains(lower)
}

/// Whether a small word is that of a document.
pub(super) fn is_doc(lower: &str) -> bool {
    DOCUMENT_SET.contains(lower)
}

/// Whether a small word is that of an event or a period.
pub(super) fn is_event(lower: &str) -> bool {
    EVENT_SET.contains(lower)
}

/// Whether a small word is that of an office.
pub(super) fn is_office(lower: &str) -> bool {
    OFFICE_SET.contains(lower)
}

/// Whether a small word stands before the name of a person.
pub(super) fn is_title(lower: &str) -> bool {
    TITLE_SET.contains(lower)
}

/// Whether a word with a capital only begins a sentence.
pub(super) fn is_opener(lower: &str) -> bool {
    OPENER_SET.contains(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_told_apart() {
        assert!(is_body("committee") && is_doc("treaty") && is_event("war") && is_office("minister"));
        assert!(is_title("mr") && is_opener("however") && !is_opener("kabul"));
    }
}
