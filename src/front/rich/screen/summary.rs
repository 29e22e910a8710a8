//! What a session came to.

use super::{Look, Sheet, Weight, said};
use crate::front::{Closing, words};
use crate::session::Summary;

/// What the session came to.
pub fn summary(summary: &Summary, closing: &Closing, look: Look) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.body.extend(said(&summary.notices, look));
    sheet.body.extend(look.bare("", Weight::Bold, &words::headline(summary).join(" ")));
    sheet.gap();
    if !summary.misses.is_empty() {
        sheet.body.extend(look.bare("", Weight::Plain, "Missed at first:"));
        for miss in &summary.misses {
            sheet.body.extend(look.led("- ", Weight::Plain, &miss.question));
            sheet.body.extend(look.led("  = ", Weight::Right, &miss.answer));
        }
    }
    sheet.gap();
    let outlook = words::outlook(summary, closing);
    sheet.body.extend(outlook.iter().flat_map(|line| look.bare("", Weight::Plain, line)));
    let keys = |drill| {
        let undo = (summary.grades > 0).then_some("u undo");
        let drill = (!summary.misses.is_empty()).then_some(drill);
        let keys: Vec<&str> = undo.into_iter().chain(drill).chain(["Enter quit"]).collect();
        look.keys(&keys)
    };
    sheet.feet = vec![keys("r drill the misses again"), keys("r drill")];
    sheet
}
