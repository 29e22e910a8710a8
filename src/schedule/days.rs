//! A card answered here and asked for there: over changes of the clocks, journeys, the calendar's edges and clocks
//! that go wrong.

use chrono::DateTime;
use chrono_tz::Tz;

use super::{Params, due, moment, next_states};
use crate::model::{CardState, Due, Ease, Grade, Moment, Phase, Timestamp};

/// A card is answered so that it returns after one day, and asked for later.
struct Row {
    what: &'static str,
    rollover: &'static str,
    /// Zone and local time of the answer.
    answered: (&'static str, &'static str),
    /// Zone and local time at which it is asked for.
    asked: (&'static str, &'static str),
    /// Study days between the two.
    days: i64,
}

const fn row(
    what: &'static str,
    rollover: &'static str,
    answered: (&'static str, &'static str),
    asked: (&'static str, &'static str),
    days: i64,
) -> Row {
    Row { what, rollover, answered, asked, days }
}

const BERLIN: &str = "Europe/Berlin";

const ROWS: &[Row] = &[
    row("after midnight", "4", ("UTC", "2026-03-10T23:50:00+00:00"), ("UTC", "2026-03-11T00:30:00+00:00"), 0),
    row(
        "before the rollover",
        "4",
        ("UTC", "2026-03-10T23:50:00+00:00"),
        ("UTC", "2026-03-11T03:59:00+00:00"),
        0,
    ),
    row(
        "at the rollover",
        "4",
        ("UTC", "2026-03-10T23:50:00+00:00"),
        ("UTC", "2026-03-11T04:00:00+00:00"),
        1,
    ),
    // 29 March 2026 has 23 hours: 02:00 becomes 03:00.
    row("spring", "4", (BERLIN, "2026-03-28T21:00:00+01:00"), (BERLIN, "2026-03-29T04:00:00+02:00"), 1),
    row("spring, noon", "4", (BERLIN, "2026-03-28T21:00:00+01:00"), (BERLIN, "2026-03-29T12:00:00+02:00"), 1),
    row(
        "spring, next day",
        "4",
        (BERLIN, "2026-03-29T12:00:00+02:00"),
        (BERLIN, "2026-03-30T04:00:00+02:00"),
        1,
    ),
    row(
        "missing rollover, before",
        "02:30",
        (BERLIN, "2026-03-28T21:00:00+01:00"),
        (BERLIN, "2026-03-29T01:59:59+01:00"),
        0,
    ),
    row(
        "missing rollover, after",
        "02:30",
        (BERLIN, "2026-03-28T21:00:00+01:00"),
        (BERLIN, "2026-03-29T03:00:00+02:00"),
        1,
    ),
    row(
        "missing rollover, over it",
        "02:30",
        (BERLIN, "2026-03-28T02:30:00+01:00"),
        (BERLIN, "2026-03-30T02:30:00+02:00"),
        2,
    ),
    // 25 October 2026 has 25 hours: 03:00 becomes 02:00.
    row(
        "autumn, midnight",
        "4",
        (BERLIN, "2026-10-24T23:30:00+02:00"),
        (BERLIN, "2026-10-25T00:30:00+02:00"),
        0,
    ),
    row(
        "autumn, first 02:30",
        "4",
        (BERLIN, "2026-10-24T23:30:00+02:00"),
        (BERLIN, "2026-10-25T02:30:00+02:00"),
        0,
    ),
    row(
        "autumn, second 02:30",
        "4",
        (BERLIN, "2026-10-24T23:30:00+02:00"),
        (BERLIN, "2026-10-25T02:30:00+01:00"),
        0,
    ),
    row("autumn, noon", "4", (BERLIN, "2026-10-24T23:30:00+02:00"), (BERLIN, "2026-10-25T12:00:00+01:00"), 1),
    row(
        "autumn, two days",
        "4",
        (BERLIN, "2026-10-24T23:30:00+02:00"),
        (BERLIN, "2026-10-26T12:00:00+01:00"),
        2,
    ),
    row(
        "doubled rollover, first",
        "02:30",
        (BERLIN, "2026-10-24T23:30:00+02:00"),
        (BERLIN, "2026-10-25T02:30:00+02:00"),
        1,
    ),
    row(
        "doubled rollover, second",
        "02:30",
        (BERLIN, "2026-10-25T02:45:00+02:00"),
        (BERLIN, "2026-10-25T02:30:00+01:00"),
        0,
    ),
    row(
        "doubled rollover, next day",
        "02:30",
        (BERLIN, "2026-10-25T02:45:00+02:00"),
        (BERLIN, "2026-10-26T02:30:00+01:00"),
        1,
    ),
    // Clocks of this island change by half an hour.
    row(
        "half an hour's change",
        "4",
        ("Australia/Lord_Howe", "2026-04-04T20:00:00+11:00"),
        ("Australia/Lord_Howe", "2026-04-05T04:00:00+10:30"),
        1,
    ),
    row(
        "half-hour zone",
        "4",
        ("Asia/Kolkata", "2026-03-10T23:00:00+05:30"),
        ("Asia/Kolkata", "2026-03-11T03:59:00+05:30"),
        0,
    ),
    row(
        "half-hour zone, next day",
        "4",
        ("Asia/Kolkata", "2026-03-10T23:00:00+05:30"),
        ("Asia/Kolkata", "2026-03-11T04:00:00+05:30"),
        1,
    ),
    row(
        "45-minute zone",
        "4",
        ("Asia/Kathmandu", "2026-03-10T23:00:00+05:45"),
        ("Asia/Kathmandu", "2026-03-11T03:59:00+05:45"),
        0,
    ),
    row(
        "45-minute zone, next day",
        "4",
        ("Asia/Kathmandu", "2026-03-10T23:00:00+05:45"),
        ("Asia/Kathmandu", "2026-03-11T04:00:00+05:45"),
        1,
    ),
    // From one end of the day to the other, and back.
    row(
        "west over the date line",
        "4",
        ("Pacific/Kiritimati", "2026-06-10T12:00:00+14:00"),
        ("Pacific/Honolulu", "2026-06-09T18:00:00-10:00"),
        -1,
    ),
    row(
        "west, the day after",
        "4",
        ("Pacific/Kiritimati", "2026-06-10T12:00:00+14:00"),
        ("Pacific/Honolulu", "2026-06-11T04:00:00-10:00"),
        1,
    ),
    row(
        "east over the date line",
        "4",
        ("Pacific/Honolulu", "2026-06-09T12:00:00-10:00"),
        ("Pacific/Kiritimati", "2026-06-10T18:00:00+14:00"),
        1,
    ),
    row(
        "east within the day",
        "4",
        ("America/New_York", "2026-06-09T08:00:00-04:00"),
        (BERLIN, "2026-06-09T22:00:00+02:00"),
        0,
    ),
    row(
        "east by night",
        "4",
        ("America/New_York", "2026-06-09T20:00:00-04:00"),
        (BERLIN, "2026-06-10T09:00:00+02:00"),
        1,
    ),
    row(
        "a whole date left out",
        "4",
        ("Pacific/Apia", "2011-12-29T12:00:00-10:00"),
        ("Pacific/Apia", "2011-12-31T12:00:00+14:00"),
        2,
    ),
    // The calendar.
    row(
        "into the leap day",
        "4",
        ("UTC", "2028-02-28T12:00:00+00:00"),
        ("UTC", "2028-02-29T12:00:00+00:00"),
        1,
    ),
    row(
        "out of the leap day",
        "4",
        ("UTC", "2028-02-29T12:00:00+00:00"),
        ("UTC", "2028-03-01T12:00:00+00:00"),
        1,
    ),
    row("no leap day", "4", ("UTC", "2027-02-28T12:00:00+00:00"), ("UTC", "2027-03-01T12:00:00+00:00"), 1),
    row("year end", "4", ("UTC", "2026-12-31T23:00:00+00:00"), ("UTC", "2027-01-01T03:59:00+00:00"), 0),
    row("new year", "4", ("UTC", "2026-12-31T23:00:00+00:00"), ("UTC", "2027-01-01T04:00:00+00:00"), 1),
    // Clocks that go wrong.
    row(
        "set back an hour",
        "4",
        ("UTC", "2026-03-10T12:00:00+00:00"),
        ("UTC", "2026-03-10T11:00:00+00:00"),
        0,
    ),
    row(
        "set back over the rollover",
        "4",
        ("UTC", "2026-03-10T04:30:00+00:00"),
        ("UTC", "2026-03-10T03:30:00+00:00"),
        -1,
    ),
    row(
        "a year ahead, then mended",
        "4",
        ("UTC", "2027-03-10T12:00:00+00:00"),
        ("UTC", "2026-03-10T12:00:00+00:00"),
        -365,
    ),
    row(
        "a year behind, then mended",
        "4",
        ("UTC", "2025-03-10T12:00:00+00:00"),
        ("UTC", "2026-03-10T12:00:00+00:00"),
        365,
    ),
];

fn read((zone, at): (&str, &str), rollover: &str) -> Moment {
    let at = DateTime::parse_from_rfc3339(at).unwrap();
    let zone: Tz = zone.parse().unwrap();
    let moment = moment(Timestamp::from_unix(at.timestamp()), &zone, rollover.parse().unwrap());
    assert_eq!(moment.offset, at.offset().local_minus_utc(), "the table is right about {at}");
    moment
}

/// A card that the answer sends to tomorrow.
fn answered(moment: Moment) -> CardState {
    let params = Params { steps: vec![], ..Params::default() };
    let new = CardState::new(Ease::from_permille(2500));
    next_states(&new, &params, moment, None)[Grade::Good.index()]
}

#[test]
fn a_card_of_one_day_is_due_exactly_from_the_next_study_day_on() {
    for row in ROWS {
        let (then, now) = (read(row.answered, row.rollover), read(row.asked, row.rollover));
        assert_eq!(now.day.since(then.day), row.days, "{}", row.what);
        let card = answered(then);
        let due_day = match due(&card, &Params::default(), now.day) {
            Some(Due::On(day)) => day,
            other => panic!("{}: {other:?}", row.what),
        };
        assert_eq!(due_day <= now.day, row.days >= 1, "{}", row.what);
    }
}

#[test]
fn an_answer_counts_the_study_days_and_never_fewer_than_none() {
    for row in ROWS {
        let (then, now) = (read(row.answered, row.rollover), read(row.asked, row.rollover));
        let card = answered(then);
        for next in next_states(&card, &Params::default(), now, None) {
            assert_eq!(next.last_day, Some(then.day.max(now.day)), "{}", row.what);
        }
        let good = next_states(&card, &Params::default(), now, None)[Grade::Good.index()];
        let interval = match row.days {
            // A second look on the same day, or on one before it, changes nothing.
            ..=0 => 1,
            // (2 + late) / 2 times the ease of 2.5, halves up.
            days => u32::try_from((5 * (1 + days) + 2) / 4).unwrap(),
        };
        assert_eq!(good.interval, interval, "{}", row.what);
        assert_eq!(
            good.phase,
            Phase::Review { due: good.last_day.unwrap().plus(interval.into()) },
            "{}",
            row.what
        );
    }
}
