//! Drawing a paper: as many questions of each kind as the blueprint wants, none of which spoils another.
//!
//! A seed and the exam's id fix the draw, on every machine.

use std::collections::HashSet;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

use super::bank::{Bank, Question};
use super::blueprint::{Blueprint, Feedback, Marking, Wanted};
use super::points::Points;
use crate::model::query::covers;
use crate::model::{Content, Key, Kind};
use crate::schedule::fnv1a64;

/// So many draws are tried before a blueprint counts as one the bank cannot fill.
const DRAWS: u64 = 12;
/// So many questions may be put aside for others within one draw, for each that is wanted.
const MOVES: usize = 40;

/// What an exam asks of a bank.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    parts: Vec<Title>,
    cells: Vec<Cell>,
    /// Questions of the blueprint, where fewer are wanted than it names.
    shortened_from: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
struct Title {
    title: String,
    points: Points,
}

/// So many questions of one part, or of one objective in it.
#[derive(Debug, Clone, PartialEq)]
struct Cell {
    part: usize,
    objective: Option<String>,
    wanted: u32,
    /// What can be asked, as places in the bank.
    from: Vec<usize>,
}

/// How far a bank fills one line of a blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The part, from 0.
    pub part: usize,
    /// The objective; none where the part counts questions of any.
    pub objective: Option<String>,
    /// How many questions are wanted.
    pub wanted: u32,
    /// How many memory items the bank has for it.
    pub have: u32,
    /// How many are missing in a paper, everything else in it considered.
    pub short: u32,
}

impl Demand {
    /// What a blueprint wants of a bank; `members` says which cards each part selects.
    #[must_use]
    pub fn new(blueprint: &Blueprint, bank: &Bank, members: &[HashSet<Key>]) -> Self {
        let mut parts = Vec::new();
        let mut cells = Vec::new();
        for (at, (part, members)) in blueprint.parts.iter().zip(members).enumerate() {
            parts.push(Title { title: part.title.clone(), points: part.points });
            let asks = |question: &Question| {
                part.kinds.contains(&question.kind()) && members.contains(&question.key)
            };
            let mut cell = |objective: Option<&str>, wanted| {
                let folded = objective.map(str::to_lowercase);
                let serves = |question: &Question| match &folded {
                    None => true,
                    Some(wanted) => {
                        question.objective.as_ref().is_some_and(|own| covers(wanted, &own.to_lowercase()))
                    }
                };
                let all = bank.questions().iter().enumerate();
                let from = all.filter(|(_, question)| asks(question) && serves(question)).map(|(at, _)| at);
                let from = from.collect();
                cells.push(Cell { part: at, objective: objective.map(str::to_owned), wanted, from });
            };
            match &part.wanted {
                Wanted::Questions(number) => cell(None, *number),
                Wanted::Counts(counts) => {
                    counts.iter().for_each(|(objective, count)| cell(Some(objective), *count));
                }
            }
        }
        Self { parts, cells, shortened_from: None }
    }

    /// Any questions of these cards, so many or as many as there are; a card that can be put so that its answer has to
    /// be recalled is put so.
    #[must_use]
    pub fn any(title: &str, bank: &Bank, members: &HashSet<Key>, wanted: u32) -> Self {
        let all = bank.questions().iter().enumerate();
        let meant = all.filter(|(_, question)| members.contains(&question.key));
        let mut from: Vec<usize> = meant.map(|(at, _)| at).collect();
        let hard = |at: usize| recalled(bank.questions()[at].kind());
        let recallable: HashSet<usize> =
            from.iter().filter(|&&at| hard(at)).map(|&at| bank.item(at)).collect();
        from.retain(|&at| hard(at) || !recallable.contains(&bank.item(at)));
        let there = items(bank, &from);
        let cell = Cell { part: 0, objective: None, wanted: wanted.min(there), from };
        let parts = vec![Title { title: title.to_owned(), points: Points::ONE }];
        Self { parts, cells: vec![cell], shortened_from: None }
    }

    /// All questions wanted.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.cells.iter().map(|cell| cell.wanted).sum()
    }

    /// The same exam with so many questions, each part and objective in its measure; as it is when it has no more.
    #[must_use]
    pub fn shortened(mut self, questions: u32) -> Self {
        let total = self.total();
        if questions >= total {
            return self;
        }
        let of_part =
            |part: usize| self.cells.iter().filter(|cell| cell.part == part).map(|cell| cell.wanted).sum();
        let sizes: Vec<u32> = (0..self.parts.len()).map(of_part).collect();
        for (part, share) in shared_out(questions, &sizes).into_iter().enumerate() {
            let own: Vec<usize> =
                (0..self.cells.len()).filter(|cell| self.cells[*cell].part == part).collect();
            let sizes: Vec<u32> = own.iter().map(|cell| self.cells[*cell].wanted).collect();
            for (cell, share) in own.into_iter().zip(shared_out(share, &sizes)) {
                self.cells[cell].wanted = share;
            }
        }
        self.shortened_from = Some(total);
        self
    }

    /// How far the bank fills each line of it.
    #[must_use]
    pub fn filled(&self, bank: &Bank) -> Vec<Filled> {
        let draw = self.best(bank, &HashSet::new(), 0);
        let lines = self.cells.iter().enumerate().map(|(at, cell)| {
            let placed = draw.slots.iter().filter(|slot| slot.cell == at && slot.question.is_some()).count();
            Filled {
                part: cell.part,
                objective: cell.objective.clone(),
                wanted: cell.wanted,
                have: items(bank, &cell.from),
                short: cell.wanted - u32::try_from(placed).unwrap_or(cell.wanted),
            }
        });
        lines.collect()
    }

    /// The fullest of a few draws.
    fn best(&self, bank: &Bank, avoid: &HashSet<String>, seed: u64) -> Draw {
        let mut best: Option<Draw> = None;
        let lacking = self.lacking(bank);
        for attempt in 0..DRAWS {
            let draw = Draw::make(self, bank, avoid, lacking, StdRng::seed_from_u64(mix(seed, attempt)));
            if best.as_ref().is_none_or(|best| draw.missing() < best.missing()) {
                let full = draw.missing() <= lacking;
                best = Some(draw);
                if full {
                    break;
                }
            }
        }
        best.unwrap_or_else(|| Draw { slots: Vec::new(), owners: vec![None; bank.questions().len()] })
    }
}

impl Demand {
    /// How many questions no paper can have, however it is drawn: the bank has too few memory items for them.
    fn lacking(&self, bank: &Bank) -> usize {
        let mut owners: Vec<Option<usize>> = vec![None; bank.questions().len()];
        let wanted = self.cells.iter().enumerate();
        let slots = wanted.flat_map(|(at, cell)| (0..cell.wanted).map(move |_| at));
        let unplaced = |&cell: &usize| !self.match_item(cell, bank, &mut owners, &mut HashSet::new());
        slots.filter(unplaced).count()
    }

    /// Gives the cell one more memory item, moving others to another of theirs (augmenting paths).
    fn match_item(
        &self,
        cell: usize,
        bank: &Bank,
        owners: &mut [Option<usize>],
        tried: &mut HashSet<usize>,
    ) -> bool {
        for &question in &self.cells[cell].from {
            let item = bank.item(question);
            if !tried.insert(item) {
                continue;
            }
            if owners[item].is_none_or(|owner| self.match_item(owner, bank, owners, tried)) {
                owners[item] = Some(cell);
                return true;
            }
        }
        false
    }
}

/// A number shared out in the measure of these sizes, by largest remainders; none gets more than its size.
#[must_use]
pub fn shared_out(number: u32, sizes: &[u32]) -> Vec<u32> {
    let all: u64 = sizes.iter().map(|size| u64::from(*size)).sum();
    let number = u64::from(number).min(all);
    if all == 0 {
        return vec![0; sizes.len()];
    }
    let mut shares: Vec<u64> = sizes.iter().map(|size| u64::from(*size) * number / all).collect();
    let mut rests: Vec<usize> = (0..sizes.len()).collect();
    rests.sort_by_key(|&at| (std::cmp::Reverse(u64::from(sizes[at]) * number % all), at));
    let left = usize::try_from(number - shares.iter().sum::<u64>()).unwrap_or(0);
    for at in rests.into_iter().take(left) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| u32::try_from(share).unwrap_or(u32::MAX)).collect()
}

/// How many memory items these questions are.
fn items(bank: &Bank, questions: &[usize]) -> u32 {
    let items: HashSet<usize> = questions.iter().map(|&question| bank.item(question)).collect();
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

fn mix(seed: u64, number: u64) -> u64 {
    fnv1a64(&[seed.to_le_bytes(), number.to_le_bytes()].concat())
}

/// A place in the paper to be filled.
#[derive(Debug, Clone)]
struct Slot {
    cell: usize,
    question: Option<usize>,
}

/// A paper in the making.
struct Draw {
    slots: Vec<Slot>,
    /// By memory item: the slot that asks it.
    owners: Vec<Option<usize>>,
}

/// What a cell can ask, in the order in which it is tried: the questions of one memory item together.
type Choices = Vec<Vec<usize>>;

impl Draw {
    /// A draw; `lacking` questions need not be looked for.
    fn make(demand: &Demand, bank: &Bank, avoid: &HashSet<String>, lacking: usize, mut rng: StdRng) -> Self {
        let choices: Vec<Choices> =
            demand.cells.iter().map(|cell| shuffled(cell, bank, avoid, &mut rng)).collect();
        // The scarcest cells choose first.
        let mut order: Vec<usize> = (0..demand.cells.len()).collect();
        order.sort_by_key(|&cell| choices[cell].len().saturating_sub(demand.cells[cell].wanted as usize));
        let slots: Vec<Slot> = order
            .into_iter()
            .flat_map(|cell| (0..demand.cells[cell].wanted).map(move |_| Slot { cell, question: None }))
            .collect();
        let mut draw = Self { owners: vec![None; bank.questions().len()], slots };
        draw.fill(bank, &choices, lacking, &mut rng);
        draw
    }

    fn missing(&self) -> usize {
        self.slots.iter().filter(|slot| slot.question.is_none()).count()
    }

    fn fill(&mut self, bank: &Bank, choices: &[Choices], mut lacking: usize, rng: &mut StdRng) {
        let mut waiting: Vec<usize> = (0..self.slots.len()).rev().collect();
        let mut moves = self.slots.len() * MOVES;
        while let Some(slot) = waiting.pop() {
            let placed = self.place(slot, bank, choices, &mut HashSet::new());
            if placed || moves == 0 {
                continue;
            }
            if lacking > 0 {
                lacking -= 1;
                continue;
            }
            moves -= 1;
            // Nothing fits beside what stands: one question takes its place, and those it clashes with are drawn anew.
            let own = &choices[self.slots[slot].cell];
            let free: Vec<usize> = own
                .iter()
                .filter(|item| {
                    item.first().is_some_and(|&question| self.owners[bank.item(question)].is_none())
                })
                .flatten()
                .copied()
                .collect();
            if free.is_empty() {
                continue;
            }
            let question = free[rng.random_range(0..free.len())];
            for other in self.clashing(question, bank, slot) {
                self.lift(other, bank);
                waiting.insert(0, other);
            }
            self.set(slot, question, bank);
        }
    }

    /// Finds the slot a question, moving others to another of theirs where that makes room (augmenting paths).
    fn place(&mut self, slot: usize, bank: &Bank, choices: &[Choices], tried: &mut HashSet<usize>) -> bool {
        for item in &choices[self.slots[slot].cell] {
            let Some(&first) = item.first() else { continue };
            let number = bank.item(first);
            if tried.contains(&number) {
                continue;
            }
            let owner = self.owners[number];
            let beside = |question: &usize| {
                self.clashing(*question, bank, slot).iter().all(|other| Some(*other) == owner)
            };
            // Of the ways to put it, the one the paper has least of.
            let fits = item.iter().copied().filter(beside).min_by_key(|&question| self.count(question, bank));
            let Some(question) = fits else { continue };
            tried.insert(number);
            let Some(owner) = owner else {
                self.set(slot, question, bank);
                return true;
            };
            let before = self.slots[owner].question;
            self.lift(owner, bank);
            self.set(slot, question, bank);
            if self.place(owner, bank, choices, tried) {
                return true;
            }
            self.lift(slot, bank);
            if let Some(before) = before {
                self.set(owner, before, bank);
            }
        }
        false
    }

    /// How many questions are put as this one is.
    fn count(&self, question: usize, bank: &Bank) -> usize {
        let kind = |question: usize| bank.questions()[question].kind();
        self.slots
            .iter()
            .filter(|slot| slot.question.is_some_and(|other| kind(other) == kind(question)))
            .count()
    }

    /// The other slots whose questions may not stand beside this one.
    fn clashing(&self, question: usize, bank: &Bank, slot: usize) -> Vec<usize> {
        let others = self.slots.iter().enumerate().filter(|(at, _)| *at != slot);
        others
            .filter(|(_, other)| other.question.is_some_and(|other| bank.clash(question, other)))
            .map(|(at, _)| at)
            .collect()
    }

    fn set(&mut self, slot: usize, question: usize, bank: &Bank) {
        self.slots[slot].question = Some(question);
        self.owners[bank.item(question)] = Some(slot);
    }

    fn lift(&mut self, slot: usize, bank: &Bank) {
        if let Some(question) = self.slots[slot].question.take() {
            self.owners[bank.item(question)] = None;
        }
    }
}

/// The choices of a cell by chance; items to be avoided come last.
fn shuffled(cell: &Cell, bank: &Bank, avoid: &HashSet<String>, rng: &mut StdRng) -> Choices {
    let mut choices: Choices = Vec::new();
    let mut places = std::collections::HashMap::new();
    for &question in &cell.from {
        let next = choices.len();
        let place = *places.entry(bank.item(question)).or_insert(next);
        if place == next {
            choices.push(Vec::new());
        }
        choices[place].push(question);
    }
    choices.iter_mut().for_each(|item| item.shuffle(rng));
    choices.shuffle(rng);
    let used = |item: &Vec<usize>| {
        item.first().is_some_and(|&question| avoid.contains(&bank.questions()[question].key.entry_path()))
    };
    choices.sort_by_key(used);
    choices
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperPart {
    /// Its title.
    pub title: String,
    /// What each of its questions is worth.
    pub points: Points,
}

/// A question of a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Its part, from 0.
    pub part: usize,
    /// The objective of the blueprint it counts for, where the part counts by objective.
    pub counts_for: Option<String>,
    /// The question.
    pub question: Question,
    /// For each option or item as shown, its place in the author's order; empty where nothing is shown.
    pub order: Vec<usize>,
}

impl Asked {
    /// The objective it is reported under: that of the blueprint, else its own.
    #[must_use]
    pub fn objective(&self) -> Option<&str> {
        self.counts_for.as_deref().or(self.question.objective.as_deref())
    }

    /// The options or items as they are shown.
    #[must_use]
    pub fn shown(&self) -> Vec<&str> {
        let text = |at: &usize| match &self.question.content {
            Content::Choice { options, .. } => options.get(*at).map(|option| option.text.as_str()),
            Content::Order { items, .. } => items.get(*at).map(|item| item.text.as_str()),
            _ => None,
        };
        self.order.iter().filter_map(text).collect()
    }
}

/// A paper, drawn once and for all: later edits of the decks do not change it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The id of the exam.
    pub exam: String,
    /// Its title.
    pub title: String,
    /// The seed it was drawn by.
    pub seed: u64,
    /// The time it allows, in seconds.
    pub seconds: Option<u64>,
    /// Hundredths of all points that pass.
    pub pass: Option<u32>,
    /// What answers earn.
    pub marking: Marking,
    /// When answers are told.
    pub feedback: Feedback,
    /// How many questions the whole exam has, where this is a short one.
    pub shortened_from: Option<u32>,
    /// Its parts.
    pub parts: Vec<PaperPart>,
    /// Its questions, part after part.
    pub questions: Vec<Asked>,
    /// Titles of the objectives, by id.
    pub objectives: Vec<(String, String)>,
}

impl Paper {
    /// What a question is worth when it is answered rightly, before any marking.
    #[must_use]
    pub fn points(&self, asked: &Asked) -> Points {
        self.parts.get(asked.part).map_or(Points::ONE, |part| part.points)
    }

    /// The memory items it asks, as `deck/entry`.
    #[must_use]
    pub fn entries(&self) -> Vec<String> {
        self.questions.iter().map(|asked| asked.question.key.entry_path()).collect()
    }

    /// The same paper with its questions and options in another order: a version of that name.
    #[must_use]
    pub fn version(&self, name: &str) -> Self {
        let mut rng = StdRng::seed_from_u64(mix(seed_of(&self.exam, self.seed), fnv1a64(name.as_bytes())));
        let mut version = self.clone();
        version.arrange(&mut rng);
        version
    }

    /// The title of an objective.
    #[must_use]
    pub fn objective_title(&self, id: &str) -> Option<&str> {
        self.objectives.iter().find(|(known, _)| known == id).map(|(_, title)| title.as_str())
    }

    /// Puts the questions of each part, and what is shown of each question, in an order by chance.
    fn arrange(&mut self, rng: &mut StdRng) {
        self.questions.shuffle(rng);
        self.questions.sort_by_key(|asked| asked.part);
        for asked in &mut self.questions {
            asked.order = arranged(&asked.question.content, rng);
        }
    }
}

/// An order by chance of what a question shows.
fn arranged(content: &Content, rng: &mut StdRng) -> Vec<usize> {
    match content {
        Content::Choice { options, .. } => {
            let (last, mut order): (Vec<usize>, Vec<usize>) =
                (0..options.len()).partition(|&at| options[at].stays_last());
            order.shuffle(rng);
            order.extend(last);
            order
        }
        Content::Order { items, .. } => {
            let mut order: Vec<usize> = (0..items.len()).collect();
            order.shuffle(rng);
            // The right order would be no question.
            if order.len() > 1 && order.is_sorted() {
                order.rotate_left(1);
            }
            order
        }
        _ => Vec::new(),
    }
}

fn seed_of(exam: &str, seed: u64) -> u64 {
    let mut bytes = exam.as_bytes().to_vec();
    bytes.push(0);
    bytes.extend(seed.to_le_bytes());
    fnv1a64(&bytes)
}

/// What a paper is drawn for, beside its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The id of the exam.
    pub exam: String,
    /// Its title.
    pub title: String,
    /// The time the whole exam allows, in minutes.
    pub minutes: Option<u32>,
    /// Hundredths of all points that pass.
    pub pass: Option<u32>,
    /// What answers earn.
    pub marking: Marking,
    /// When answers are told.
    pub feedback: Feedback,
    /// Titles of the objectives, by id.
    pub objectives: Vec<(String, String)>,
}

impl Frame {
    /// That of a blueprint.
    #[must_use]
    pub fn of(blueprint: &Blueprint, objectives: Vec<(String, String)>) -> Self {
        Self {
            exam: blueprint.id.to_string(),
            title: blueprint.title.clone(),
            minutes: blueprint.minutes,
            pass: blueprint.pass,
            marking: blueprint.marking,
            feedback: blueprint.feedback,
            objectives,
        }
    }
}

/// Draws a paper; the lines that cannot be filled when there are any. Memory items in `avoid`, as `deck/entry`, are
/// taken only where nothing else is left.
///
/// # Errors
/// When the bank cannot fill the blueprint: all its lines, with what is short.
pub fn draw(
    frame: &Frame,
    demand: &Demand,
    bank: &Bank,
    avoid: &HashSet<String>,
    seed: u64,
) -> Result<Paper, Vec<Filled>> {
    let own_seed = seed_of(&frame.exam, seed);
    let draw = demand.best(bank, avoid, own_seed);
    if draw.missing() > 0 {
        return Err(demand.filled(bank));
    }
    let asked = draw.slots.iter().filter_map(|slot| {
        let cell = &demand.cells[slot.cell];
        let question = bank.questions()[slot.question?].clone();
        Some(Asked { part: cell.part, counts_for: cell.objective.clone(), question, order: Vec::new() })
    });
    let mut paper = Paper {
        exam: frame.exam.clone(),
        title: frame.title.clone(),
        seed,
        seconds: frame.minutes.map(|minutes| scaled(minutes, demand)),
        pass: frame.pass,
        marking: frame.marking,
        feedback: frame.feedback,
        shortened_from: demand.shortened_from,
        parts: demand
            .parts
            .iter()
            .map(|part| PaperPart { title: part.title.clone(), points: part.points })
            .collect(),
        questions: asked.collect(),
        objectives: Vec::new(),
    };
    let named: HashSet<&str> = paper.questions.iter().filter_map(Asked::objective).collect();
    let objectives = frame.objectives.iter().filter(|(id, _)| named.contains(id.as_str()));
    let objectives = objectives.cloned().collect();
    paper.objectives = objectives;
    paper.arrange(&mut StdRng::seed_from_u64(mix(own_seed, u64::MAX)));
    Ok(paper)
}

/// The time of a short exam in the measure of its questions, in seconds.
fn scaled(minutes: u32, demand: &Demand) -> u64 {
    let seconds = u64::from(minutes) * 60;
    match demand.shortened_from {
        Some(whole) if whole > 0 => (seconds * u64::from(demand.total())).div_ceil(u64::from(whole)),
        _ => seconds,
    }
}

/// Whether a question put so has to be recalled, and cannot be guessed.
const fn recalled(kind: Kind) -> bool {
    matches!(kind, Kind::Typed | Kind::Cloze | Kind::List | Kind::Order)
}

#[cfg(test)]
mod tests;
