//! A session as a learner has it, with a front that presses keys at once and draws into the void.

use std::io::Write as _;
use std::time::{Duration, Instant};

use memoire::app::study::{self, Edited, Study};
use memoire::front::rich::drawn;
use memoire::front::{Closing, Front, FrontError};
use memoire::model::{Grade, Moment};
use memoire::schedule::Params;
use memoire::session::{Command, Input, Plan, Response, Rules, Summary, View};
use memoire::store::Store;
use uuid::Uuid;

/// The columns and rows drawn on.
const SIZE: (u16, u16) = (80, 24);

/// Presses Space, then a grade, and times each grade until the next question is drawn.
struct Keys {
    pressed: Option<Instant>,
    times: Vec<Duration>,
    wanted: usize,
}

impl Front for Keys {
    fn ask(&mut self, view: &View) -> Result<Input, FrontError> {
        let screen = drawn(view, SIZE, true).join("\r\n");
        std::io::sink().write_all(screen.as_bytes())?;
        if let View::Answer(_) = view {
            self.pressed = Some(Instant::now());
            return Ok(Input::Grade(Grade::Easy));
        }
        self.times.extend(self.pressed.take().map(|pressed| pressed.elapsed()));
        if self.times.len() < self.wanted {
            Ok(Input::Respond(Response::Nothing))
        } else {
            Ok(Input::Command(Command::Quit))
        }
    }

    fn end(&mut self, _: &Summary, _: &Closing) -> Result<Option<Input>, FrontError> {
        Ok(None)
    }
}

/// The times from the press of a grade's key to the next card drawn.
pub fn key_to_card(
    store: &mut Store,
    roots: &[String],
    rules: Rules,
    now: Moment,
    wanted: usize,
) -> Vec<Duration> {
    let mut front = Keys { pressed: None, times: Vec::new(), wanted };
    let mut drawn = 0;
    let study = Study {
        roots,
        only: None,
        cram: None,
        rules,
        params: &|_| Params::default(),
        two_buttons: &|_| false,
        course: None,
        plan: Plan::default(),
        clock: &|| now,
        timed: false,
        uuids: &mut || {
            drawn += 1;
            Uuid::from_u128(u128::MAX / 2 + drawn)
        },
        edit: &mut |_, _| Ok(Edited::Impossible(String::new())),
        closing: Closing { database: String::new(), next_steps: Vec::new(), offset: 0 },
    };
    study::run(store, study, &mut front).unwrap();
    front.times
}
