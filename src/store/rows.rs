//! Between rows and the words of the model: the state columns, and cells that must be readable.

use rusqlite::types::{FromSql, Value};
use rusqlite::{Error, Row};

use super::error::Fault;
use crate::model::{CardState, Day, Due, Ease, Grade, Memory, Phase, StateName, Timestamp};

/// The columns of a scheduling state, with a prefix: in `cards` none, in `reviews` `before_` and `after_`.
macro_rules! state_columns {
    () => {
        $crate::store::rows::state_columns!("")
    };
    ($prefix:literal) => {
        concat!(
            $prefix,
            "state, ",
            $prefix,
            "step, ",
            $prefix,
            "due_at, ",
            $prefix,
            "due_day, ",
            $prefix,
            "interval, ",
            $prefix,
            "ease, ",
            $prefix,
            "streak, ",
            $prefix,
            "lapses, ",
            $prefix,
            "last_day, ",
            $prefix,
            "leech, ",
            $prefix,
            "stability, ",
            $prefix,
            "difficulty"
        )
    };
}
pub(super) use state_columns;

/// How many columns a state has.
pub(super) const STATE_WIDTH: usize = 12;

/// The values of a state, in the order of [`state_columns`].
pub(super) fn state_values(state: &CardState) -> [Value; STATE_WIDTH] {
    let (step, due) = match state.phase {
        Phase::New => (None, None),
        Phase::Review { due } => (None, Some(Due::On(due))),
        Phase::Learning { step, due } | Phase::Relearning { step, due } => (Some(step), Some(due)),
    };
    let (due_at, due_day) = match due {
        None => (None, None),
        Some(Due::At(at)) => (Some(at.unix()), None),
        Some(Due::On(day)) => (None, Some(day.epoch_days())),
    };
    [
        Value::from(state.name().name().to_owned()),
        step.map(i64::from).into(),
        due_at.into(),
        due_day.into(),
        state.interval.into(),
        i64::from(state.ease.permille()).into(),
        state.streak.into(),
        state.lapses.into(),
        state.last_day.map(Day::epoch_days).into(),
        state.leech.into(),
        state.memory.map(|memory| i64::from(memory.stability)).into(),
        state.memory.map(|memory| i64::from(memory.difficulty)).into(),
    ]
}

/// A row being read; a cell that cannot be read is an error that names it.
pub(super) struct Cells<'row, 'statement> {
    row: &'row Row<'statement>,
    table: &'static str,
    id: i64,
}

impl<'row, 'statement> Cells<'row, 'statement> {
    /// The row, whose number in `table` stands in its first column.
    pub(super) fn of(row: &'row Row<'statement>, table: &'static str) -> Result<Self, Fault> {
        Ok(Self { row, table, id: row.get(0)? })
    }

    pub(super) fn id(&self) -> i64 {
        self.id
    }

    /// The value of the column at that place.
    pub(super) fn get<T: FromSql>(&self, at: usize) -> Result<T, Fault> {
        self.row.get(at).map_err(|error| match error {
            Error::FromSqlConversionFailure(..)
            | Error::InvalidColumnType(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..) => self.damaged(at),
            other => Fault::Sqlite(other),
        })
    }

    /// What `read` makes of the text at that place.
    pub(super) fn read<T>(&self, at: usize, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        let text = self.row.get_ref(at)?.as_str().map_err(|_| self.damaged(at))?;
        read(text).ok_or_else(|| self.damaged(at))
    }

    /// The same for a column that may be empty.
    pub(super) fn read_some<T>(
        &self,
        at: usize,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let cell = self.row.get_ref(at)?;
        if cell == rusqlite::types::ValueRef::Null { Ok(None) } else { self.read(at, read).map(Some) }
    }

    /// A number that is never negative.
    pub(super) fn count(&self, at: usize) -> Result<u64, Fault> {
        u64::try_from(self.get::<i64>(at)?).map_err(|_| self.damaged(at))
    }

    /// The row of another table that was joined to this one; its number stands in the column at that place.
    pub(super) fn joined(&self, table: &'static str, at: usize) -> Result<Self, Fault> {
        Ok(Self { row: self.row, table, id: self.get(at)? })
    }

    /// A day of the years 1 to 9999.
    pub(super) fn day(&self, at: usize) -> Result<Day, Fault> {
        self.as_day(self.get(at)?, at)
    }

    pub(super) fn day_or_none(&self, at: usize) -> Result<Option<Day>, Fault> {
        self.get::<Option<i64>>(at)?.map(|days| self.as_day(days, at)).transpose()
    }

    fn as_day(&self, days: i64, at: usize) -> Result<Day, Fault> {
        let day = Day::from_epoch(days);
        if i64::from(day.epoch_days()) == days { Ok(day) } else { Err(self.damaged(at)) }
    }

    /// An instant of the years that days can have, and one more on either side.
    pub(super) fn instant(&self, at: usize) -> Result<Timestamp, Fault> {
        let seconds: i64 = self.get(at)?;
        let far = i64::from(Day::from_epoch(i64::MAX).epoch_days() + 366) * 86_400;
        if (-far..=far).contains(&seconds) {
            Ok(Timestamp::from_unix(seconds))
        } else {
            Err(self.damaged(at))
        }
    }

    /// The grade at that place, if any.
    pub(super) fn grade(&self, at: usize) -> Result<Option<Grade>, Fault> {
        let number: Option<i64> = self.get(at)?;
        number.map(|number| Grade::from_number(number).ok_or_else(|| self.damaged(at))).transpose()
    }

    /// The state whose columns begin at that place.
    pub(super) fn state(&self, first: usize) -> Result<CardState, Fault> {
        let name = self.read(first, StateName::from_name)?;
        let phase = match name {
            StateName::New => Phase::New,
            StateName::Review => Phase::Review { due: self.day(first + 3)? },
            StateName::Learning => Phase::Learning { step: self.get(first + 1)?, due: self.due(first)? },
            StateName::Relearning => Phase::Relearning { step: self.get(first + 1)?, due: self.due(first)? },
        };
        Ok(CardState {
            phase,
            interval: self.get(first + 4)?,
            ease: Ease::from_permille(self.get(first + 5)?),
            streak: self.get(first + 6)?,
            lapses: self.get(first + 7)?,
            last_day: self.day_or_none(first + 8)?,
            leech: self.get(first + 9)?,
            memory: self.memory(first + 10)?,
        })
    }

    /// The memory whose two columns begin at that place; both are filled or neither.
    fn memory(&self, first: usize) -> Result<Option<Memory>, Fault> {
        match (self.get::<Option<u32>>(first)?, self.get::<Option<u16>>(first + 1)?) {
            (None, None) => Ok(None),
            (Some(stability), Some(difficulty)) => Ok(Some(Memory { stability, difficulty })),
            (Some(_), None) => Err(self.damaged(first + 1)),
            (None, Some(_)) => Err(self.damaged(first)),
        }
    }

    fn due(&self, first: usize) -> Result<Due, Fault> {
        match self.get::<Option<i64>>(first + 2)? {
            Some(_) => Ok(Due::At(self.instant(first + 2)?)),
            None => Ok(Due::On(self.day(first + 3)?)),
        }
    }

    /// The error that names the column at that place.
    pub(super) fn damaged(&self, at: usize) -> Fault {
        let column = self.row.as_ref().column_name(at).unwrap_or("?").to_owned();
        Fault::Damaged { table: self.table, id: self.id, column }
    }
}

/// A 64-bit hash as SQLite's signed integer, and back.
pub(super) fn hash_to_sql(hash: u64) -> i64 {
    hash.cast_signed()
}

/// See [`hash_to_sql`].
pub(super) fn hash_from_sql(stored: i64) -> u64 {
    stored.cast_unsigned()
}

/// A list of texts as one JSON value, to be taken apart by `json_each`.
pub(super) fn json_list<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    serde_json::Value::Array(
        texts.into_iter().map(|text| serde_json::Value::String(text.as_ref().to_owned())).collect(),
    )
    .to_string()
}
