//! SQLite: the loaded decks, the progress, the log.
//!
//! The only room that knows rusqlite. It must not know deck files, the clock, chance or the terminal: what was read,
//! the time and the UUIDs are given to it. [`Store`] is the face of the room; the work is done by functions over a
//! connection, one file a task.

mod act;
mod backup;
mod content;
mod error;
mod exam;
mod grade;
mod leave;
mod load;
mod log;
mod open;
mod read;
mod rebuild;
mod redate;
mod replay;
mod restore;
mod rows;
mod switch;
mod undo;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use uuid::Uuid;

use crate::model::{CardId, Day, DeckId, EntryId, Key, Moment, Review, Timestamp};
use crate::schedule::Leave;
use crate::session::{Candidate, Done};

use self::error::Fault;

pub use self::act::Action;
pub use self::error::StoreError;
pub use self::exam::{Follow, Pause, SittingKind, SittingRecord};
pub use self::grade::{GradeRequest, Written};
pub use self::load::{
    Clash, DeckChanges, FileRead, FileStatus, Found, KnownFile, Load, LoadReport, RootRead, Unlinked,
};
pub use self::open::Access;
pub use self::read::cards::{CardRecord, Flag};
pub use self::read::decks::DeckRecord;
pub use self::read::habits::FirstAnswer;
pub use self::read::queue::{DeckCounts, Wanted};
pub use self::rebuild::Difference;
pub use self::redate::{Dated, Redate, Redated};
pub use self::restore::Contents;
pub use self::switch::{Switched, Wish};
pub use self::undo::Undone;

use self::undo::Reach;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    lasting: bool,
}

type Told<T> = Result<T, StoreError>;

impl Store {
    /// Opens the database at `path`; with [`Access::Write`] the file and its folder are made where they are missing.
    ///
    /// # Errors
    /// When it cannot be opened as asked, is damaged, of another program, or of a newer version.
    pub fn open(path: &Path, access: Access) -> Told<Self> {
        let open::Opened { connection, lasting } = open::open(path, access)?;
        Ok(Self { connection, path: path.to_owned(), lasting })
    }

    /// The database at `path` copied into memory: it is read and loaded into, and the file stays as it is.
    ///
    /// # Errors
    /// When it cannot be read, is damaged, of another program, or of a newer version.
    pub fn copy_of(path: &Path) -> Told<Self> {
        let open::Opened { connection, lasting } = open::open_copy(path)?;
        Ok(Self { connection, path: path.to_owned(), lasting })
    }

    /// A database in memory, forgotten when it is dropped.
    ///
    /// # Errors
    /// When memory does not suffice.
    pub fn in_memory() -> Told<Self> {
        let path = PathBuf::from(":memory:");
        let connection = open::in_memory().map_err(|fault| fault.at(&path))?;
        Ok(Self { connection, path, lasting: true })
    }

    /// Whether progress can be written.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.lasting
    }

    /// The file, or `:memory:`.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How changes are journalled: `wal`, `delete` or `memory`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn journal_mode(&self) -> Told<String> {
        self.told(
            self.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(Fault::from),
        )
    }

    /// The network file system the database lies on, where one is known: there changes are not journalled ahead.
    #[must_use]
    pub fn network(&self) -> Option<String> {
        backup::network(&self.path)
    }

    /// Whether file and folder could be written by this user, however the database was opened.
    #[must_use]
    pub fn can_be_written(&self) -> bool {
        self.lasting || open::can_be_written(&self.path)
    }

    /// The copies in the folder `backups` beside the database, the oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn backups(&self) -> Told<Vec<PathBuf>> {
        backup::all(&self.path)
    }

    /// Reads every page and index.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when anything is damaged.
    pub fn check(&self) -> Told<()> {
        let said = self
            .connection
            .pragma_query_value(None, "quick_check", |row| row.get::<_, String>(0))
            .map_err(Fault::from);
        if self.told(said)? == "ok" { Ok(()) } else { Err(StoreError::Corrupt { path: self.path.clone() }) }
    }

    /// Makes today's copy in the folder `backups` beside the database, unless it is there; seven are kept.
    ///
    /// # Errors
    /// When the copy cannot be written, or the database is damaged.
    pub fn backup_daily(&self, day: Day) -> Told<Option<PathBuf>> {
        backup::daily(&self.connection, &self.path, day)
    }

    /// Writes a whole copy to `target`.
    ///
    /// # Errors
    /// When the copy cannot be written, or the database is damaged.
    pub fn backup_to(&self, target: &Path) -> Told<()> {
        backup::copy(&self.connection, &self.path, target)
    }

    /// What a copy of a database holds, once it is known to be whole.
    ///
    /// # Errors
    /// When it is no database of this program, of a newer version, or damaged.
    pub fn inspect(copy: &Path) -> Told<Contents> {
        restore::inspect(copy)
    }

    /// Puts a copy in the place of the database at `path`, which is kept in the folder `backups` beside it; its name
    /// there is given back, none where there was no database.
    ///
    /// # Errors
    /// When the copy is not whole, another session has the database open, or nothing can be written.
    pub fn restore(copy: &Path, path: &Path, day: Day) -> Told<Option<PathBuf>> {
        let aside = path.exists().then(|| restore::aside(path, day));
        restore::restore(copy, path, aside.as_deref().unwrap_or(path))?;
        Ok(aside)
    }

    /// All files ever seen in a root, those that went included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known_files(&self, root: &str) -> Told<Vec<KnownFile>> {
        self.told(load::known(&self.connection, root))
    }

    /// The entries of a deck in a root, each with its file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entries_of(&self, root: &str, deck: &DeckId) -> Told<Vec<(EntryId, String)>> {
        self.told(load::entries(&self.connection, root, deck))
    }

    /// Whether it holds no card, not even an archived one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_empty(&self) -> Told<bool> {
        let found =
            self.connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM cards)", [], |row| row.get(0));
        self.told(found.map_err(Fault::from))
    }

    /// Fills an empty database with files as they come, each with its root; none at the first clash, and all is as it
    /// was.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn fill(
        &mut self,
        files: &mut dyn Iterator<Item = Result<(&'_ str, FileRead), Clash>>,
        read_at: i64,
    ) -> Told<Option<LoadReport>> {
        let report = load::fill(&mut self.connection, files, read_at);
        self.told(report)
    }

    /// Takes in what was read from the roots: one transaction, none when nothing changed.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn apply(&mut self, load: &Load, now: Moment, uuids: &mut dyn FnMut() -> Uuid) -> Told<LoadReport> {
        let report = load::apply(&mut self.connection, load, now, uuids);
        self.told(report)
    }

    /// The cards that could be shown: not archived, suspended or buried, of decks that are studied.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn candidates(&self, roots: &[String], wanted: &Wanted<'_>) -> Told<Vec<Candidate>> {
        self.told(read::queue::candidates(&self.connection, roots, wanted))
    }

    /// The grades of that study day that stand, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn done_today(&self, roots: &[String], day: Day) -> Told<Vec<Done>> {
        self.told(read::queue::done(&self.connection, roots, day))
    }

    /// The number of the last row of the log; 0 when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_seq(&self) -> Told<i64> {
        self.told(read::habits::last_seq(&self.connection))
    }

    /// The latest first answers of a day to cards that had an interval, at most so many: what a learner's memory is
    /// known by.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn first_answers(&self, most: u32) -> Told<Vec<FirstAnswer>> {
        self.told(read::habits::first_answers(&self.connection, most))
    }

    /// Milliseconds of the latest timed answers, at most so many, each counted up to `longest`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answer_times(&self, most: u32, longest: u32) -> Told<Vec<u32>> {
        self.told(read::habits::answer_times(&self.connection, most, longest))
    }

    /// Milliseconds spent on answers of that study day, practice included, each counted up to `longest`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn spent(&self, roots: &[String], day: Day, longest: u32) -> Told<u64> {
        self.told(read::habits::spent(&self.connection, roots, day, longest))
    }

    /// How many study days in a row, up to that one, hold a grade that stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn streak(&self, today: Day) -> Told<u32> {
        self.told(read::habits::streak(&self.connection, today))
    }

    /// What each studied deck holds, before any limit; what is suspended or buried counts too.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn counts(&self, roots: &[String], now: Moment) -> Told<Vec<DeckCounts>> {
        self.told(read::queue::counts(&self.connection, roots, now))
    }

    /// Writes an answer: one transaction, one sync. Nothing is written when another process changed the card first.
    ///
    /// # Errors
    /// When there is no such card, or the database cannot be written.
    pub fn write_grade(&mut self, request: &GradeRequest<'_>) -> Told<Written> {
        self.must_last()?;
        let written = grade::write(&mut self.connection, request);
        self.told(written)
    }

    /// Does something to cards, and returns how many changed.
    ///
    /// # Errors
    /// When there is no such card, or the database cannot be written.
    pub fn act(
        &mut self,
        cards: &[CardId],
        action: &Action,
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Told<usize> {
        self.must_last()?;
        let changed = act::act(&mut self.connection, cards, action, now, uuids);
        self.told(changed)
    }

    /// Takes back the last answer or action on cards of these roots; none when there is nothing to take back.
    ///
    /// A link whose old key has a history of its own by now is passed over.
    ///
    /// # Errors
    /// When nothing but such a link is left, or the database cannot be written.
    pub fn undo(
        &mut self,
        roots: &[String],
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Told<Option<Undone>> {
        self.must_last()?;
        let undone = undo::undo(&mut self.connection, roots, Reach::All, now, uuids);
        self.told(undone)
    }

    /// The same within a session, where only what a learner does is meant: links, changes of the scheduler, imports
    /// and repairs stay.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn undo_in_session(
        &mut self,
        roots: &[String],
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Told<Option<Undone>> {
        self.must_last()?;
        let undone = undo::undo(&mut self.connection, roots, Reach::Learner, now, uuids);
        self.told(undone)
    }

    /// The card of that number.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn card(&self, id: CardId) -> Told<CardRecord> {
        self.told(read::cards::by_id(&self.connection, id))
    }

    /// The card of that key, archived or not.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn card_by_key(&self, key: &Key) -> Told<Option<CardRecord>> {
        self.told(read::cards::by_key(&self.connection, key))
    }

    /// The cards of these roots by deck, file and place; the archived ones too when `archived`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn cards(&self, roots: &[String], archived: bool) -> Told<Vec<CardRecord>> {
        self.told(read::cards::of_roots(&self.connection, roots, archived))
    }

    /// The log of a card, oldest first; rows taken back are marked.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history(&self, key: &Key) -> Told<Vec<Review>> {
        self.told(read::cards::history(&self.connection, key))
    }

    /// The decks of these roots, by id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn decks(&self, roots: &[String]) -> Told<Vec<DeckRecord>> {
        self.told(read::decks::of_roots(&self.connection, roots))
    }

    /// Remembers the learner's own copy of a deck's document, or forgets it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_document(&mut self, deck: &DeckId, path: Option<&str>) -> Told<()> {
        self.must_last()?;
        self.told(read::decks::set_document(&self.connection, deck, path))
    }

    /// Where a deck's document should be: the learner's own copy, else where the deck says.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn document_of(&self, roots: &[String], deck: &DeckId) -> Told<Option<PathBuf>> {
        self.told(read::decks::document_of(&self.connection, roots, deck))
    }

    /// The planned leaves, the earliest first; no two of them meet or adjoin.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn leaves(&self) -> Told<Vec<Leave>> {
        self.told(leave::all(&self.connection))
    }

    /// Plans a leave; with those it meets or adjoins it becomes one, which is given back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn add_leave(&mut self, leave: Leave) -> Told<Leave> {
        self.must_last()?;
        let added = leave::add(&mut self.connection, leave);
        self.told(added)
    }

    /// Gives up, whole, the leaves that hold a day of the span, and returns them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn cancel_leave(&mut self, span: Leave) -> Told<Vec<Leave>> {
        self.must_last()?;
        let given_up = leave::cancel(&mut self.connection, span);
        self.told(given_up)
    }

    /// The instant and study day of the last row of the log.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_activity(&self) -> Told<Option<(Timestamp, Day)>> {
        self.told(log::last_activity(&self.connection))
    }

    /// The last study day that any row of the log counts for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_day(&self) -> Told<Option<Day>> {
        self.told(log::last_day(&self.connection))
    }

    /// Replays the log and compares it with the card table; with `write`, puts right what differs. `progress` hears
    /// how many of how many cards are done.
    ///
    /// # Errors
    /// When a row is damaged, or the database cannot be written.
    pub fn rebuild(&mut self, write: bool, progress: &mut dyn FnMut(u64, u64)) -> Told<Vec<Difference>> {
        if write {
            self.must_last()?;
        }
        let differences = rebuild::rebuild(&mut self.connection, write, progress);
        self.told(differences)
    }

    /// Those of the cards that the action would change.
    ///
    /// # Errors
    /// When there is no such card, or the database cannot be read.
    pub fn would_change(&mut self, cards: &[CardId], action: &Action, now: Moment) -> Told<Vec<CardId>> {
        let changed = act::would_change(&mut self.connection, cards, action, now);
        self.told(changed)
    }

    /// Whether a card of these decks was made by another variant of the scheduler than its deck asks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn switch_pending(&self, wishes: &[Wish<'_>]) -> Told<bool> {
        self.told(switch::pending(&self.connection, wishes))
    }

    /// Replays the cards that another variant made than their deck asks for: all in one transaction. Without `write`
    /// it only says what would become of them.
    ///
    /// # Errors
    /// When a row is damaged, or the database cannot be written.
    pub fn switch(
        &mut self,
        wishes: &[Wish<'_>],
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
        write: bool,
    ) -> Told<Vec<Switched>> {
        if write {
            self.must_last()?;
        }
        let switched = switch::switch(&mut self.connection, wishes, now, uuids, write);
        self.told(switched)
    }

    /// When each row of the log was written, by number; what was given another time counts with that.
    ///
    /// # Errors
    /// When a row is damaged.
    pub fn log_times(&self) -> Told<Vec<Dated>> {
        self.told(redate::dated(&self.connection))
    }

    /// Gives rows of the log another time, by a row of its own for each card. Without `write` it only says what would
    /// become of the cards.
    ///
    /// # Errors
    /// When a row is damaged, or the database cannot be written.
    pub fn redate(
        &mut self,
        redates: &[Redate],
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
        write: bool,
    ) -> Told<Vec<Redated>> {
        if write {
            self.must_last()?;
        }
        let redated = redate::redate(&mut self.connection, redates, now, uuids, write);
        self.told(redated)
    }

    fn must_last(&self) -> Told<()> {
        if self.lasting { Ok(()) } else { Err(StoreError::ReadOnly { path: self.path.clone() }) }
    }

    fn told<T>(&self, result: Result<T, Fault>) -> Told<T> {
        result.map_err(|fault| fault.at(&self.path))
    }
}
