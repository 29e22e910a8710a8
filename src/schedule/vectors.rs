//! Outcomes worked out apart from the code, by hand or with a second program, as one table.
//!
//! `N` new, `L1` learning step 1, `V` review, `R0` relearning step 0; `d` due in days, `+` due in seconds; `i`
//! interval (that of `d` unless given), `e` ease, `n` streak, `lap` lapses, `*` leech. `R` alone stands for the first
//! relearning step with an interval of one day.

use super::{Params, Variant, next_states};
use crate::model::{CardState, Day, Due, Ease, Grade, Moment, Phase, Timestamp};

const TODAY: i32 = 20_000;
const NOW: i64 = 1_728_030_000;

/// What a row changes of the usual settings.
type Setting = fn(&mut Case);

struct Case {
    params: Params,
    to_rollover: i64,
    fuzz: Option<u16>,
}

struct Row {
    number: u32,
    setting: Setting,
    from: &'static str,
    elapsed: i64,
    outcomes: [&'static str; 4],
}

const fn row(number: u32, from: &'static str, elapsed: i64, outcomes: [&'static str; 4]) -> Row {
    Row { number, setting: |_| {}, from, elapsed, outcomes }
}

const fn with(setting: Setting, row: Row) -> Row {
    Row { setting, ..row }
}

fn steps(case: &mut Case, steps: &[u32]) {
    case.params.steps = steps.to_vec();
}

const PLUS: &[Row] = &[
    // Learning.
    row(1, "N", 0, ["L0 +60", "L0 +330", "L1 +600", "V d4 e2500"]),
    row(3, "L1", 0, ["L0 +60", "L1 +600", "V d1 e2500", "V d4 e2500"]),
    with(|case| case.to_rollover = 300, row(4, "N", 0, ["L0 +60", "L0 d1", "L1 d1", "V d4 e2500"])),
    with(|case| steps(case, &[600]), row(5, "N", 0, ["L0 +600", "L0 +900", "V d1 e2500", "V d4 e2500"])),
    with(|case| steps(case, &[]), row(6, "N", 0, ["V d1 e2500", "V d1 e2500", "V d1 e2500", "V d4 e2500"])),
    with(|case| steps(case, &[600, 86_400]), row(7, "N", 0, ["L0 +600", "L0 +43500", "L1 d1", "V d4 e2500"])),
    with(
        |case| steps(case, &[600, 3 * 86_400]),
        row(8, "L1", 0, ["L0 +600", "L1 d3", "V d1 e2500", "V d4 e2500"]),
    ),
    // Due on the day.
    row(12, "V i1 e2500", 1, ["R e2300", "V d2 e2350", "V d3 e2500", "V d4 e2650"]),
    row(13, "V i1 e1300", 1, ["R e1300", "V d2 e1300", "V d3 e1300", "V d4 e1450"]),
    row(17, "V i6 e2500", 6, ["R e2300", "V d7 e2350", "V d15 e2500", "V d20 e2650"]),
    row(18, "V i10 e2500", 10, ["R e2300", "V d12 e2350", "V d25 e2500", "V d33 e2650"]),
    row(19, "V i10 e1300", 10, ["R e1300", "V d12 e1300", "V d13 e1300", "V d17 e1450"]),
    // Late.
    row(22, "V i10 e2500", 11, ["R e2300", "V d12 e2350", "V d26 e2500", "V d36 e2650"]),
    row(23, "V i10 e2500", 15, ["R e2300", "V d12 e2350", "V d31 e2500", "V d49 e2650"]),
    row(25, "V i10 e2500", 60, ["R e2300", "V d12 e2350", "V d88 e2500", "V d195 e2650"]),
    row(26, "V i30 e1300", 45, ["R e1300", "V d36 e1300", "V d49 e1300", "V d76 e1450"]),
    row(27, "V i100 e2500", 100, ["R e2300", "V d120 e2350", "V d250 e2500", "V d325 e2650"]),
    row(30, "V i36500 e2500", 36_500, ["R e2300", "V d36500 e2350", "V d36500 e2500", "V d36500 e2650"]),
    // Early.
    row(31, "V i10 e2500", 0, ["R e2300", "V d10 e2500", "V d10 e2500", "V d10 e2500"]),
    row(32, "V i10 e2500", 1, ["R e2300", "V d6 e2350", "V d10 e2500", "V d12 e2500"]),
    row(33, "V i10 e2500", 5, ["R e2300", "V d6 e2350", "V d13 e2500", "V d14 e2500"]),
    row(34, "V i10 e2500", 9, ["R e2300", "V d11 e2350", "V d23 e2500", "V d26 e2500"]),
    // Spread.
    with(
        |case| case.fuzz = Some(0),
        row(37, "V i10 e2500", 10, ["R e2300", "V d11 e2350", "V d22 e2500", "V d29 e2650"]),
    ),
    with(
        |case| case.fuzz = Some(999),
        row(39, "V i10 e2500", 10, ["R e2300", "V d14 e2350", "V d28 e2500", "V d37 e2650"]),
    ),
    // Lapses.
    row(41, "V i10 e1500 lap7", 10, ["R e1300 *", "V d12 e1350", "V d15 e1500", "V d20 e1650"]),
    with(
        |case| case.params.lapse_multiplier = 500,
        row(43, "V i25 e2500", 25, ["R0 +600 i13 e2300", "V d30 e2350", "V d63 e2500", "V d81 e2650"]),
    ),
    with(
        |case| case.params.relearn_steps = vec![],
        row(44, "V i25 e2500", 25, ["V d1 e2300", "V d30 e2350", "V d63 e2500", "V d81 e2650"]),
    ),
    with(
        |case| case.params.modifier = 800,
        row(46, "V i10 e2500", 10, ["R e2300", "V d11 e2350", "V d20 e2500", "V d26 e2650"]),
    ),
    with(
        |case| case.params.max_interval = 14,
        row(47, "V i10 e2500", 10, ["R e2300", "V d12 e2350", "V d14 e2500", "V d14 e2650"]),
    ),
    // Relearning.
    row(48, "R0 i1 e2300", 0, ["R e2300", "R0 +900 i1 e2300", "V d1 e2300", "V d2 e2300"]),
    row(49, "R0 i12 e2300", 0, ["R0 +600 i12 e2300", "R0 +900 i12 e2300", "V d12 e2300", "V d13 e2300"]),
    // Hard that does not grow: Good still beats both Hard and the interval.
    with(
        |case| case.params.hard = 1000,
        row(101, "V i1 e1300", 1, ["R e1300", "V d1 e1300", "V d2 e1300", "V d3 e1450"]),
    ),
    // A leech stays one, whatever the grade; eight lapses and a failed step add none.
    row(102, "V i10 e1500 lap8 *", 10, ["R e1300 *", "V d12 e1350 *", "V d15 e1500 *", "V d20 e1650 *"]),
    row(103, "R0 i1 e1300 lap8 *", 0, ["R e1300 *", "R0 +900 i1 e1300 *", "V d1 e1300 *", "V d2 e1300 *"]),
    with(
        |case| case.params.leech = 0,
        row(104, "V i10 e1500 lap50", 10, ["R e1300", "V d12 e1350", "V d15 e1500", "V d20 e1650"]),
    ),
    // Relearning taken up days later goes on from that day.
    row(105, "R0 i12 e2300", 5, ["R0 +600 i12 e2300", "R0 +900 i12 e2300", "V d12 e2300", "V d13 e2300"]),
    // The clock was set back: the day of the last grade counts.
    row(106, "V i10 e2500", -30, ["R e2300", "V d10 e2500", "V d10 e2500", "V d10 e2500"]),
    // Short intervals crawl, but never stand still.
    row(109, "V i2 e2500", 2, ["R e2300", "V d3 e2350", "V d5 e2500", "V d7 e2650"]),
    row(110, "V i3 e2500", 3, ["R e2300", "V d4 e2350", "V d8 e2500", "V d10 e2650"]),
    row(111, "V i4 e1300", 4, ["R e1300", "V d5 e1300", "V d6 e1300", "V d7 e1450"]),
    row(112, "V i7 e1850", 7, ["R e1650", "V d8 e1700", "V d13 e1850", "V d17 e2000"]),
    // Late by a few days, by months, by years.
    row(113, "V i10 e2500", 12, ["R e2300", "V d12 e2350", "V d28 e2500", "V d39 e2650"]),
    row(114, "V i10 e2500", 20, ["R e2300", "V d12 e2350", "V d38 e2500", "V d65 e2650"]),
    row(115, "V i21 e2180", 100, ["R e1980", "V d25 e2030", "V d132 e2180", "V d283 e2330"]),
    row(116, "V i365 e2500", 730, ["R e2300", "V d438 e2350", "V d1369 e2500", "V d2373 e2650"]),
    row(117, "V i1 e1300", 40, ["R e1300", "V d2 e1300", "V d27 e1300", "V d68 e1450"]),
    row(118, "V i12000 e2500", 30_000, ["R e2300", "V d14400 e2350", "V d36500 e2500", "V d36500 e2650"]),
    row(119, "V i36500 e9999", 36_500, ["R e9799", "V d36500 e9849", "V d36500 e9999", "V d36500 e9999"]),
    // Early by a day, by half, by nearly all.
    row(120, "V i30 e1300", 29, ["R e1300", "V d35 e1300", "V d38 e1300", "V d43 e1300"]),
    row(121, "V i30 e1300", 15, ["R e1300", "V d18 e1300", "V d30 e1300", "V d35 e1300"]),
    row(122, "V i100 e2650", 60, ["R e2450", "V d72 e2500", "V d159 e2650", "V d183 e2650"]),
    row(123, "V i2 e2500", 1, ["R e2300", "V d1 e2350", "V d3 e2500", "V d3 e2500"]),
    row(124, "V i1000 e2500", 999, ["R e2300", "V d1199 e2350", "V d2498 e2500", "V d2872 e2500"]),
    row(125, "V i10 e2500", 3, ["R e2300", "V d6 e2350", "V d10 e2500", "V d12 e2500"]),
    // Spread in the middle and at both ends, for short and long intervals; early ones never.
    with(
        |case| case.fuzz = Some(500),
        row(126, "V i10 e2500", 10, ["R e2300", "V d13 e2350", "V d25 e2500", "V d33 e2650"]),
    ),
    with(
        |case| case.fuzz = Some(999),
        row(127, "V i3 e2500", 3, ["R e2300", "V d5 e2350", "V d10 e2500", "V d13 e2650"]),
    ),
    with(
        |case| case.fuzz = Some(0),
        row(128, "V i100 e2500", 100, ["R e2300", "V d112 e2350", "V d236 e2500", "V d307 e2650"]),
    ),
    with(
        |case| case.fuzz = Some(999),
        row(129, "V i100 e2500", 100, ["R e2300", "V d128 e2350", "V d264 e2500", "V d343 e2650"]),
    ),
    with(
        |case| case.fuzz = Some(0),
        row(130, "V i1 e1300", 1, ["R e1300", "V d2 e1300", "V d3 e1300", "V d4 e1450"]),
    ),
    with(
        |case| case.fuzz = Some(999),
        row(131, "V i10 e2500", 5, ["R e2300", "V d6 e2350", "V d13 e2500", "V d14 e2500"]),
    ),
    with(
        |case| (case.fuzz, case.params.max_interval) = (Some(999), 14),
        row(132, "V i10 e2500", 10, ["R e2300", "V d14 e2350", "V d14 e2500", "V d14 e2650"]),
    ),
    with(
        |case| (case.fuzz, case.params.lapse_multiplier) = (Some(999), 500),
        row(133, "V i100 e2500", 100, ["R0 +600 i54 e2300", "V d128 e2350", "V d264 e2500", "V d343 e2650"]),
    ),
    // Each setting by itself.
    with(
        |case| case.params.lapse_minimum = 3,
        row(134, "V i100 e2500", 100, ["R0 +600 i3 e2300", "V d120 e2350", "V d250 e2500", "V d325 e2650"]),
    ),
    with(
        |case| (case.params.lapse_multiplier, case.params.max_interval) = (1000, 20),
        row(135, "V i30 e2500", 30, ["R0 +600 i20 e2300", "V d20 e2350", "V d20 e2500", "V d20 e2650"]),
    ),
    with(
        |case| case.params.modifier = 1300,
        row(136, "V i10 e2500", 10, ["R e2300", "V d16 e2350", "V d33 e2500", "V d42 e2650"]),
    ),
    with(
        |case| case.params.modifier = 500,
        row(137, "V i10 e2500", 10, ["R e2300", "V d11 e2350", "V d13 e2500", "V d16 e2650"]),
    ),
    with(
        |case| case.params.modifier = 800,
        row(138, "V i10 e2500", 5, ["R e2300", "V d5 e2350", "V d10 e2500", "V d12 e2500"]),
    ),
    with(
        |case| case.params.hard = 800,
        row(139, "V i10 e2500", 10, ["R e2300", "V d8 e2350", "V d25 e2500", "V d33 e2650"]),
    ),
    with(
        |case| case.params.easy_bonus = 1000,
        row(140, "V i10 e2500", 10, ["R e2300", "V d12 e2350", "V d25 e2500", "V d26 e2650"]),
    ),
    with(
        |case| case.params.ease_floor = 1500,
        row(141, "V i10 e1500", 10, ["R e1500", "V d12 e1500", "V d15 e1500", "V d20 e1650"]),
    ),
    // Steps: taken up on a later day, three of them, at the very rollover, past two of them.
    row(142, "L0", 3, ["L0 +60", "L0 +330", "L1 +600", "V d4 e2500"]),
    with(
        |case| steps(case, &[60, 600, 3600]),
        row(143, "L1", 0, ["L0 +60", "L1 +600", "L2 +3600", "V d4 e2500"]),
    ),
    with(|case| case.to_rollover = 600, row(144, "N", 0, ["L0 +60", "L0 +330", "L1 d1", "V d4 e2500"])),
    with(|case| case.to_rollover = 601, row(145, "N", 0, ["L0 +60", "L0 +330", "L1 +600", "V d4 e2500"])),
    with(
        |case| (case.to_rollover, case.params.steps) = (300, vec![86_700, 60]),
        row(146, "L1", 0, ["L0 d2", "L1 +60", "V d1 e2500", "V d4 e2500"]),
    ),
    with(
        |case| (case.params.graduate_good, case.params.graduate_easy) = (3, 9),
        row(147, "L1", 0, ["L0 +60", "L1 +600", "V d3 e2500", "V d9 e2500"]),
    ),
    with(
        |case| case.params.relearn_steps = vec![300, 1200],
        row(
            148,
            "R0 i7 e2300",
            0,
            ["R0 +300 i7 e2300", "R0 +750 i7 e2300", "R1 +1200 i7 e2300", "V d8 e2300"],
        ),
    ),
];

const CLASSIC: &[Row] = &[
    row(51, "N", 0, ["R0 +0 i1 e2500", "R0 +0 i1 e2360 n1", "V d1 e2500 n1", "V d1 e2600 n1"]),
    row(52, "V i1 e2500 n1", 1, ["R0 +0 i1 e2500", "R0 +0 i6 e2360 n2", "V d6 e2500 n2", "V d6 e2600 n2"]),
    row(53, "V i6 e2500 n2", 6, ["R0 +0 i1 e2500", "R0 +0 i15 e2360 n3", "V d15 e2500 n3", "V d16 e2600 n3"]),
    row(55, "V i6 e1400 n2", 6, ["R0 +0 i1 e1400", "R0 +0 i8 e1300 n3", "V d9 e1400 n3", "V d9 e1500 n3"]),
    row(
        56,
        "V i15 e2500 n3",
        15,
        ["R0 +0 i1 e2500", "R0 +0 i36 e2360 n4", "V d38 e2500 n4", "V d39 e2600 n4"],
    ),
    row(
        57,
        "V i15 e2500 n3",
        60,
        ["R0 +0 i1 e2500", "R0 +0 i36 e2360 n4", "V d38 e2500 n4", "V d39 e2600 n4"],
    ),
    row(59, "V i15 e2500 n3", 0, ["R0 +0 i1 e2500", "V d15 e2500 n3", "V d15 e2500 n3", "V d15 e2500 n3"]),
    row(60, "R0 i1 e2500", 0, ["R0 +0 i1 e2500", "R0 +0 i1 e2500", "V d1 e2500 n1", "V d1 e2500 n1"]),
    row(
        61,
        "R0 i36 e2360 n4",
        0,
        ["R0 +0 i36 e2360 n4", "R0 +0 i36 e2360 n4", "V d36 e2360 n4", "V d36 e2360 n4"],
    ),
    row(62, "R0 i1 e2500", 1, ["R0 +0 i1 e2500", "R0 +0 i1 e2360 n1", "V d1 e2500 n1", "V d1 e2600 n1"]),
    // The ease has no ceiling but the four digits it is written in.
    row(
        107,
        "V i6 e9950 n2",
        6,
        ["R0 +0 i1 e9950", "R0 +0 i59 e9810 n3", "V d60 e9950 n3", "V d60 e9999 n3"],
    ),
    // The first two intervals are never spread.
    with(
        |case| case.fuzz = Some(999),
        row(
            108,
            "V i1 e2500 n1",
            1,
            ["R0 +0 i1 e2500", "R0 +0 i6 e2360 n2", "V d6 e2500 n2", "V d6 e2600 n2"],
        ),
    ),
    // Fractions of a day count as a day; whole products stay.
    row(149, "V i6 e1300 n2", 6, ["R0 +0 i1 e1300", "R0 +0 i8 e1300 n3", "V d8 e1300 n3", "V d9 e1400 n3"]),
    row(
        150,
        "V i6 e2600 n2",
        6,
        ["R0 +0 i1 e2600", "R0 +0 i15 e2460 n3", "V d16 e2600 n3", "V d17 e2700 n3"],
    ),
    row(
        151,
        "V i16 e2600 n3",
        16,
        ["R0 +0 i1 e2600", "R0 +0 i40 e2460 n4", "V d42 e2600 n4", "V d44 e2700 n4"],
    ),
    row(
        152,
        "V i38 e2500 n4",
        38,
        ["R0 +0 i1 e2500", "R0 +0 i90 e2360 n5", "V d95 e2500 n5", "V d99 e2600 n5"],
    ),
    row(
        153,
        "V i75 e1360 n5",
        75,
        ["R0 +0 i1 e1360", "R0 +0 i98 e1300 n6", "V d102 e1360 n6", "V d110 e1460 n6"],
    ),
    // Neither early nor late counts; a year is not too long.
    row(
        154,
        "V i38 e2500 n4",
        1,
        ["R0 +0 i1 e2500", "R0 +0 i90 e2360 n5", "V d95 e2500 n5", "V d99 e2600 n5"],
    ),
    row(
        155,
        "V i38 e2500 n4",
        400,
        ["R0 +0 i1 e2500", "R0 +0 i90 e2360 n5", "V d95 e2500 n5", "V d99 e2600 n5"],
    ),
    row(
        156,
        "V i36500 e2500 n9",
        36_500,
        ["R0 +0 i1 e2500", "R0 +0 i36500 e2360 n10", "V d36500 e2500 n10", "V d36500 e2600 n10"],
    ),
    // A card from elsewhere without successes starts its row of intervals.
    row(157, "V i10 e2500", 10, ["R0 +0 i1 e2500", "R0 +0 i1 e2360 n1", "V d1 e2500 n1", "V d1 e2600 n1"]),
    // From the third interval on they are spread.
    with(
        |case| case.fuzz = Some(0),
        row(
            158,
            "V i15 e2500 n3",
            15,
            ["R0 +0 i1 e2500", "R0 +0 i32 e2360 n4", "V d34 e2500 n4", "V d35 e2600 n4"],
        ),
    ),
    with(
        |case| case.fuzz = Some(999),
        row(
            159,
            "V i15 e2500 n3",
            15,
            ["R0 +0 i1 e2500", "R0 +0 i40 e2360 n4", "V d42 e2500 n4", "V d43 e2600 n4"],
        ),
    ),
    with(
        |case| case.fuzz = Some(999),
        row(
            160,
            "V i6 e2500 n2",
            6,
            ["R0 +0 i1 e2500", "R0 +0 i17 e2360 n3", "V d17 e2500 n3", "V d19 e2600 n3"],
        ),
    ),
];

#[test]
fn the_variant_with_steps_gives_the_outcomes_worked_out() {
    for row in PLUS {
        check(row, Variant::Sm2Plus);
    }
}

#[test]
fn the_classic_variant_gives_the_outcomes_worked_out() {
    for row in CLASSIC {
        check(row, Variant::Sm2);
    }
}

#[test]
fn the_classic_variant_counts_a_lapse_only_of_what_was_known() {
    let params = Params { variant: Variant::Sm2, ..Params::default() };
    let lapses =
        |from, elapsed: i64| next_states(&read(from, -elapsed), &params, now(57_600), None)[0].lapses;
    assert_eq!(lapses("V i15 e2500 n3", 15), 1);
    assert_eq!(lapses("N", 0), 0);
    assert_eq!(lapses("R0 i1 e2500", 1), 0, "a drill left after Again");
    assert_eq!(lapses("R0 i36 e2360 n4", 36), 1, "a drill left after Hard");
}

#[test]
fn three_months_late_counts_from_the_day_of_the_review() {
    let card = read("V i6 e2500 n2", -98);
    let classic = Params { variant: Variant::Sm2, ..Params::default() };
    let good = next_states(&card, &classic, now(57_600), None)[Grade::Good.index()];
    assert_eq!(good.phase, Phase::Review { due: today().plus(15) });
}

fn check(row: &Row, variant: Variant) {
    let params = Params { variant, ..Params::default() };
    let mut case = Case { params, to_rollover: 57_600, fuzz: None };
    (row.setting)(&mut case);
    let from = read(row.from, -row.elapsed);
    let day_of_grade = from.last_day.map_or(0, |last| last.since(today()).max(0));
    let found = next_states(&from, &case.params, now(case.to_rollover), case.fuzz);
    for grade in Grade::ALL {
        let found = found[grade.index()];
        let mut expected = read(row.outcomes[grade.index()], day_of_grade);
        expected.lapses = from.lapses + u32::from(is_lapse(&from, grade, variant));
        if variant == Variant::Sm2Plus {
            expected.streak = from.streak;
        }
        if matches!(expected.phase, Phase::Learning { .. }) {
            (expected.interval, expected.ease) = (from.interval, from.ease);
        }
        assert_eq!(found, expected, "{} {} in row {}: {}", variant.name(), grade, row.number, row.from);
    }
}

fn is_lapse(from: &CardState, grade: Grade, variant: Variant) -> bool {
    let known = match variant {
        Variant::Sm2 => from.streak > 0 && !(from.in_steps() && from.last_day == Some(today())),
        _ => matches!(from.phase, Phase::Review { .. }),
    };
    grade == Grade::Again && known
}

fn today() -> Day {
    Day::from_epoch(i64::from(TODAY))
}

fn now(to_rollover: i64) -> Moment {
    Moment { at: Timestamp::from_unix(NOW), day: today(), to_rollover, offset: 0 }
}

/// A state written in the notation of the table, last graded `last` days after today.
fn read(text: &str, last: i64) -> CardState {
    let last_day = today().plus(last);
    let mut state = CardState::new(Ease::from_permille(2500));
    let (mut days, mut seconds, mut interval) = (None, None, None);
    let mut words = text.split(' ');
    let phase = words.next().unwrap();
    if phase == "R" {
        (seconds, interval) = (Some(600), Some(1));
    }
    for word in words {
        let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
        let number = word[at..].parse::<u32>().unwrap_or_default();
        match &word[..at] {
            "d" => days = Some(number),
            "+" => seconds = Some(number),
            "i" => interval = Some(number),
            "e" => state.ease = Ease::from_permille(u16::try_from(number).unwrap()),
            "n" => state.streak = number,
            "lap" => state.lapses = number,
            "*" => state.leech = true,
            other => panic!("{other} in {text}"),
        }
    }
    let due = match (days, seconds) {
        (Some(days), _) => Due::On(last_day.plus(i64::from(days))),
        (None, seconds) => Due::At(Timestamp::from_unix(NOW + i64::from(seconds.unwrap_or_default()))),
    };
    let step = || phase.get(1..2).map_or(0, |step| step.parse().unwrap());
    state.phase = match &phase[..1] {
        "N" => return state,
        "L" => Phase::Learning { step: step(), due },
        "R" => Phase::Relearning { step: step(), due },
        _ => {
            state.interval = interval.or(days).unwrap();
            Phase::Review { due: last_day.plus(i64::from(days.unwrap_or(state.interval))) }
        }
    };
    state.interval = interval.or(days).unwrap_or_default();
    if matches!(state.phase, Phase::Learning { .. }) {
        state.interval = 0;
    }
    state.last_day = Some(last_day);
    state
}
