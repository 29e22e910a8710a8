//! All figures, made of what was gathered and of where the cards stand now.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::gather::{DayTally, Gathering, RECALL_EDGES};
use super::share::Share;
use super::standing::{Standing, is_today};
use crate::model::{CardState, Day, Due, Key, Moment, StateName};
use crate::schedule::in_ease_hell;

/// A card, as far as figures need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFacts {
    /// Its key.
    pub key: Key,
    /// Its tags.
    pub tags: Vec<String>,
    /// The learning objective it serves.
    pub objective: Option<String>,
    /// Where it stands.
    pub state: CardState,
    /// When it is due; none for a new card, and for one of a deck that is not studied.
    pub due: Option<Due>,
    /// Put off until told.
    pub suspended: bool,
}

/// The figures of a study day.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The study day.
    pub day: Day,
    /// The first study day that counts, but for streak and calendar.
    pub from: Day,
    /// What was done on this day.
    pub today: Today,
    /// How much is recalled.
    pub retention: Retention,
    /// What falls due.
    pub forecast: Forecast,
    /// Answers by study day over the last year, only days with any, the earliest first.
    pub calendar: Vec<(Day, u32)>,
    /// Days of study in a row.
    pub streak: Streak,
    /// Time spent.
    pub time: Time,
    /// Where the cards stand.
    pub standing: Standing,
    /// Review cards by interval.
    pub intervals: Vec<Bin>,
    /// Review cards by ease in thousandths, those with a memory model left out.
    pub eases: Vec<Bin>,
    /// The mean ease of those cards in thousandths.
    pub mean_ease: Option<u32>,
    /// Cards stuck at a low ease although they are recalled.
    pub stuck: Vec<Key>,
    /// Recalled of the reviews of each hour of the day.
    pub hours: [Share; 24],
    /// The cards answered Again most often, the worst first.
    pub hardest: Vec<Hard>,
    /// Leeches.
    pub leeches: Vec<Key>,
    /// Recall by tag, objective and deck, the weakest first.
    pub areas: Areas,
    /// Predicted against actual recall.
    pub calibration: CalibrationFigures,
}

/// What was done on the study day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Today {
    /// Answers, practice included.
    pub answers: u32,
    /// Different cards answered.
    pub cards: u32,
    /// New cards begun.
    pub new: u32,
    /// Recalled of reviews.
    pub recalled: Share,
    /// Milliseconds from questions to grades.
    pub millis: u64,
}

/// How much is recalled: of the first answers to reviews, those that were no Again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// Of cards with an interval below three weeks.
    pub young: Share,
    /// Of the others.
    pub mature: Share,
    /// The same month by month, the earliest first, months without reviews left out.
    pub months: Vec<Month>,
}

/// The retention of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// Of young cards.
    pub young: Share,
    /// Of mature cards.
    pub mature: Share,
}

/// What falls due, as the cards stand now; new cards and lapses to come are not guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// Reviews that were due before today.
    pub overdue: u32,
    /// What is due on each of [`FORECAST_DAYS`] days, today first.
    pub days: Vec<u32>,
}

/// How far the forecast reaches, in days.
pub const FORECAST_DAYS: usize = 30;
/// How far the calendar reaches back, in days: 53 weeks.
pub const CALENDAR_DAYS: i64 = 53 * 7;

/// Study days in a row with at least one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Streak {
    /// Up to today, or to yesterday while today has none yet.
    pub current: u32,
    /// The longest ever.
    pub longest: u32,
    /// Days with answers within the days that count.
    pub days: u32,
}

/// Time from questions to grades, within the days that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Time {
    /// Milliseconds.
    pub millis: u64,
    /// Answers.
    pub answers: u32,
    /// Days with answers.
    pub days: u32,
}

impl Time {
    /// Milliseconds a day with answers.
    #[must_use]
    pub fn a_day(&self) -> u64 {
        self.millis / u64::from(self.days.max(1))
    }

    /// Milliseconds an answer.
    #[must_use]
    pub fn an_answer(&self) -> u64 {
        self.millis / u64::from(self.answers.max(1))
    }
}

/// Cards whose number lies from `from` to `to`, both included; none for without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin {
    /// The least.
    pub from: u32,
    /// The greatest.
    pub to: Option<u32>,
    /// How many cards.
    pub cards: u32,
}

/// A card that is answered Again often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hard {
    /// The card.
    pub key: Key,
    /// How often, within the days that count.
    pub again: u32,
    /// Recalled of its reviews.
    pub recalled: Share,
    /// Reviews failed since it is known.
    pub lapses: u32,
    /// Whether it is a leech.
    pub leech: bool,
}

/// Recall by area, the weakest first: by the upper end of the interval, so that few answers do not shout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Areas {
    /// By tag.
    pub tags: Vec<Area>,
    /// By objective.
    pub objectives: Vec<Area>,
    /// By deck.
    pub decks: Vec<Area>,
}

/// The recall of cards that share something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// What they share.
    pub name: String,
    /// Recalled of their reviews.
    pub recalled: Share,
}

/// Predicted against actual recall, of reviews within the days that count.
#[derive(Debug, Clone, PartialEq)]
pub struct CalibrationFigures {
    /// The mean of the predictions, 0 to 1; none without reviews.
    pub predicted: Option<f64>,
    /// What was recalled.
    pub actual: Share,
    /// How many times longer than planned the learner remembers; none without reviews.
    pub factor: Option<f64>,
    /// By prediction, bins without reviews left out.
    pub bins: Vec<RecallBin>,
}

/// Reviews whose predicted recall lies from `from` up to `to`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecallBin {
    /// The least prediction.
    pub from: f64,
    /// Where the next bin begins.
    pub to: f64,
    /// The mean prediction.
    pub predicted: f64,
    /// What was recalled.
    pub actual: Share,
}

/// Where the bins of intervals end, in days.
const INTERVAL_ENDS: [u32; 9] = [1, 3, 7, 14, 30, 60, 120, 240, 365];
/// Where the bins of eases end, in thousandths.
const EASE_ENDS: [u32; 8] = [1300, 1500, 1700, 1900, 2100, 2300, 2500, 2700];
/// So many of the hardest cards are told.
const HARDEST: usize = 10;

impl Gathering {
    /// The figures, once all answers are counted; the cards stand in the places the answers named.
    #[must_use]
    pub fn figures(self, cards: &[CardFacts], now: Moment) -> Figures {
        let mut standing = Standing::default();
        for card in cards {
            standing.add(&card.state, card.due, card.suspended, now);
        }
        let eases: Vec<u32> = reviews(cards)
            .filter(|card| card.state.memory.is_none())
            .map(|card| u32::from(card.state.ease.permille()))
            .collect();
        Figures {
            day: self.today,
            from: self.from,
            today: self.done_today(),
            retention: self.retention(),
            forecast: forecast(cards, now),
            calendar: self.calendar(),
            streak: self.streak(),
            time: self.time(),
            standing,
            intervals: bins(&INTERVAL_ENDS, 1, reviews(cards).map(|card| card.state.interval)),
            mean_ease: mean(&eases),
            eases: bins(&EASE_ENDS, 0, eases.into_iter()),
            stuck: self.stuck(cards),
            hours: self.hours,
            hardest: self.hardest(cards),
            leeches: cards.iter().filter(|card| card.state.leech).map(|card| card.key.clone()).collect(),
            areas: self.areas(cards),
            calibration: self.calibration(),
        }
    }

    fn done_today(&self) -> Today {
        let DayTally { answers, new, millis, young, mature } =
            self.days.get(&self.today).copied().unwrap_or_default();
        let cards = self.cards.iter().filter(|card| card.today).count();
        Today { answers, cards: count(cards), new, recalled: young.and(mature), millis }
    }

    /// The days that count.
    fn counted(&self) -> impl Iterator<Item = (Day, &DayTally)> {
        self.days
            .iter()
            .filter(|(day, _)| (self.from..=self.today).contains(day))
            .map(|(day, tally)| (*day, tally))
    }

    fn retention(&self) -> Retention {
        let mut months: BTreeMap<(i32, u32), (Share, Share)> = BTreeMap::new();
        for (day, tally) in self.counted() {
            let date = day.date();
            let (young, mature) = months.entry((date.year(), date.month())).or_default();
            *young = young.and(tally.young);
            *mature = mature.and(tally.mature);
        }
        let (young, mature) = months.values().fold((Share::default(), Share::default()), |sum, month| {
            (sum.0.and(month.0), sum.1.and(month.1))
        });
        let months = months
            .into_iter()
            .filter(|(_, (young, mature))| young.of + mature.of > 0)
            .map(|((year, month), (young, mature))| Month { year, month, young, mature })
            .collect();
        Retention { young, mature, months }
    }

    fn calendar(&self) -> Vec<(Day, u32)> {
        let first = self.today.plus(1 - CALENDAR_DAYS);
        let inside = self.days.iter().filter(|(day, _)| (first..=self.today).contains(day));
        let mut calendar: Vec<(Day, u32)> = inside.map(|(day, tally)| (*day, tally.answers)).collect();
        calendar.sort_unstable();
        calendar
    }

    fn streak(&self) -> Streak {
        let mut days: Vec<Day> = self.days.keys().copied().filter(|day| *day <= self.today).collect();
        days.sort_unstable();
        let (mut run, mut longest) = (0, 0);
        let mut before: Option<Day> = None;
        for day in &days {
            run = if before.is_some_and(|before| day.since(before) == 1) { run + 1 } else { 1 };
            longest = longest.max(run);
            before = Some(*day);
        }
        let goes_on = before.is_some_and(|last| self.today.since(last) <= 1);
        let inside = days.iter().filter(|day| **day >= self.from).count();
        Streak { current: if goes_on { run } else { 0 }, longest, days: count(inside) }
    }

    fn time(&self) -> Time {
        self.counted().fold(Time::default(), |time, (_, tally)| Time {
            millis: time.millis + tally.millis,
            answers: time.answers + tally.answers,
            days: time.days + 1,
        })
    }

    fn stuck(&self, cards: &[CardFacts]) -> Vec<Key> {
        let both = cards.iter().zip(&self.cards);
        both.filter(|(card, tally)| in_ease_hell(&card.state, tally.passes))
            .map(|(card, _)| card.key.clone())
            .collect()
    }

    fn hardest(&self, cards: &[CardFacts]) -> Vec<Hard> {
        let mut hard: Vec<Hard> = cards
            .iter()
            .zip(&self.cards)
            .filter(|(_, tally)| tally.again > 0)
            .map(|(card, tally)| Hard {
                key: card.key.clone(),
                again: tally.again,
                recalled: tally.reviews,
                lapses: card.state.lapses,
                leech: card.state.leech,
            })
            .collect();
        hard.sort_by(|a, b| (b.again, b.lapses, &a.key).cmp(&(a.again, a.lapses, &b.key)));
        hard.truncate(HARDEST);
        hard
    }

    fn areas(&self, cards: &[CardFacts]) -> Areas {
        let mut areas: [BTreeMap<&str, Share>; 3] = Default::default();
        for (card, tally) in cards.iter().zip(&self.cards).filter(|(_, tally)| tally.reviews.of > 0) {
            let mut add = |place: usize, name| {
                let share: &mut Share = areas[place].entry(name).or_default();
                *share = share.and(tally.reviews);
            };
            card.tags.iter().for_each(|tag| add(0, tag));
            card.objective.iter().for_each(|objective| add(1, objective));
            add(2, card.key.deck.as_str());
        }
        let [tags, objectives, decks] = areas.map(weakest_first);
        Areas { tags, objectives, decks }
    }

    fn calibration(&self) -> CalibrationFigures {
        let mut bins = Vec::new();
        let (mut sum, mut actual) = (0.0, Share::default());
        for (place, tally) in self.recall.iter().enumerate().filter(|(_, tally)| tally.share.of > 0) {
            sum += tally.predicted;
            actual = actual.and(tally.share);
            bins.push(RecallBin {
                from: RECALL_EDGES[place],
                to: RECALL_EDGES[place + 1],
                predicted: tally.predicted / f64::from(tally.share.of),
                actual: tally.share,
            });
        }
        let predicted = (actual.of > 0).then(|| sum / f64::from(actual.of));
        CalibrationFigures { predicted, actual, factor: self.factor(), bins }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn reviews(cards: &[CardFacts]) -> impl Iterator<Item = &CardFacts> {
    cards.iter().filter(|card| card.state.name() == StateName::Review)
}

fn mean(numbers: &[u32]) -> Option<u32> {
    let sum: u64 = numbers.iter().map(|number| u64::from(*number)).sum();
    let mean = sum.checked_div(numbers.len() as u64)?;
    u32::try_from(mean).ok()
}

fn forecast(cards: &[CardFacts], now: Moment) -> Forecast {
    let mut forecast = Forecast { overdue: 0, days: vec![0; FORECAST_DAYS] };
    for card in cards.iter().filter(|card| !card.suspended) {
        let day = match card.due {
            None => continue,
            Some(Due::On(day)) if day < now.day => {
                forecast.overdue += 1;
                continue;
            }
            Some(Due::On(day)) => day.since(now.day),
            Some(due @ Due::At(_)) => i64::from(!is_today(due, now)),
        };
        if let Some(of_day) = usize::try_from(day).ok().and_then(|day| forecast.days.get_mut(day)) {
            *of_day += 1;
        }
    }
    forecast
}

/// Bins that end where said, the first beginning at `least`, the last without end.
fn bins(ends: &[u32], least: u32, numbers: impl Iterator<Item = u32>) -> Vec<Bin> {
    let starts = std::iter::once(least).chain(ends.iter().map(|end| end + 1));
    let mut bins: Vec<Bin> = starts
        .enumerate()
        .map(|(place, from)| Bin { from, to: ends.get(place).copied(), cards: 0 })
        .collect();
    for number in numbers {
        let place = ends.iter().position(|end| number <= *end).unwrap_or(ends.len());
        bins[place].cards += 1;
    }
    bins
}

fn weakest_first(areas: BTreeMap<&str, Share>) -> Vec<Area> {
    let mut areas: Vec<Area> =
        areas.into_iter().map(|(name, recalled)| Area { name: name.to_owned(), recalled }).collect();
    let upper = |area: &Area| area.recalled.interval().map_or(1.0, |(_, high)| high);
    areas.sort_by(|a, b| upper(a).total_cmp(&upper(b)).then_with(|| a.name.cmp(&b.name)));
    areas
}
