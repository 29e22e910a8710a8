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
    let mut keys = Vec::new();
    if summary.grades > 0 {
        keys.push("u undo");
    }
    if !summary.misses.is_empty() {
        keys.push("r drill the misses again");
    }
    keys.push("Enter quit");
    sheet.feet = vec![look.keys(&keys)];
    sheet
}
