//! Planned leave.

use super::Desk;
use crate::model::Day;
use crate::schedule::Leave;

fn leave(first: i64, last: i64) -> Leave {
    Leave { first: Day::from_epoch(first), last: Day::from_epoch(last) }
}

#[test]
fn leaves_that_meet_or_adjoin_become_one() {
    let mut desk = Desk::new();
    assert_eq!(desk.store.add_leave(leave(10, 14)).unwrap(), leave(10, 14));
    assert_eq!(desk.store.add_leave(leave(20, 21)).unwrap(), leave(20, 21));
    assert_eq!(desk.store.leaves().unwrap(), [leave(10, 14), leave(20, 21)]);
    assert_eq!(desk.store.add_leave(leave(15, 15)).unwrap(), leave(10, 15));
    // Given the wrong way round, over both.
    assert_eq!(desk.store.add_leave(leave(25, 12)).unwrap(), leave(10, 25));
    assert_eq!(desk.store.leaves().unwrap(), [leave(10, 25)]);
}

#[test]
fn a_leave_is_given_up_whole_and_the_log_knows_nothing_of_it() {
    let mut desk = Desk::new();
    desk.store.add_leave(leave(10, 14)).unwrap();
    desk.store.add_leave(leave(20, 21)).unwrap();
    assert_eq!(desk.store.cancel_leave(leave(15, 19)).unwrap(), []);
    assert_eq!(desk.store.cancel_leave(leave(14, 14)).unwrap(), [leave(10, 14)]);
    assert_eq!(desk.store.leaves().unwrap(), [leave(20, 21)]);
    assert_eq!(desk.store.last_activity().unwrap(), None);
}
