//! What a sitting came to: points, parts and objectives with their uncertainty, misses, and what to study next.

use super::mark::{Confidence, Credit, Given, credit, earned, most};
use super::paper::{Asked, Paper};
use super::points::Points;
use super::sitting::Answer;
use crate::model::{Content, Key};

/// The two-sided 95 % point of the normal distribution.
const Z_95: f64 = 1.959_964;
/// So many objectives are named to study next, at most.
const STUDY_NEXT: usize = 3;

/// A share of successes with what can be said of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end, 0 to 1.
    pub low: f64,
    /// The upper end, 0 to 1.
    pub high: f64,
}

/// The 95 % interval of a share of `right` out of `of` (Wilson 1927, without correction); 0 to 1 for nothing.
#[must_use]
pub fn wilson(right: f64, of: f64) -> Interval {
    if of <= 0.0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let (share, z2) = (right / of, Z_95 * Z_95);
    let middle = (share + z2 / (2.0 * of)) / (1.0 + z2 / of);
    let half = Z_95 / (1.0 + z2 / of) * (share * (1.0 - share) / of + z2 / (4.0 * of * of)).max(0.0).sqrt();
    Interval { low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
}

/// How one question fared.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The card it came from.
    pub key: Key,
    /// Its part, from 0.
    pub part: usize,
    /// The objective it is reported under.
    pub objective: Option<String>,
    /// What was asked, on the paper.
    pub asked: Asked,
    /// What was answered, in words.
    pub given: Option<String>,
    /// The share that is right; none where nothing was answered.
    pub credit: Option<Credit>,
    /// What it earned.
    pub points: Points,
    /// What it could have earned.
    pub most: Points,
    /// How sure the learner was.
    pub confidence: Option<Confidence>,
    /// Whether it was flagged.
    pub flagged: bool,
    /// Milliseconds spent on it.
    pub millis: u64,
}

impl Marked {
    /// Whether the answer is right as a whole.
    #[must_use]
    pub fn right(&self) -> bool {
        self.credit.is_some_and(Credit::is_full)
    }

    /// Whether it is right, but the learner was not sure: he said so, or he flagged it.
    #[must_use]
    pub fn unsure(&self) -> bool {
        self.right() && (self.flagged || self.confidence == Some(Confidence::Low))
    }

    /// What the author says of the options picked: why each is right or wrong.
    #[must_use]
    pub fn of_options(&self, given: Option<&Given>) -> Vec<(String, String)> {
        let (Content::Choice { options, .. }, Some(Given::Picked(picked))) = (&self.asked.question.content, given)
        else {
            return Vec::new();
        };
        let told = picked.iter().filter_map(|at| options.get(*at));
        told.filter_map(|option| Some((option.text.clone(), option.why.clone()?))).collect()
    }
}

/// How a group of questions fared: a part, an objective, a degree of confidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name: the title of the part, the id of the objective.
    pub name: String,
    /// What more it is called: the title of the objective.
    pub title: Option<String>,
    /// How many questions.
    pub questions: usize,
    /// How many were answered.
    pub answered: usize,
    /// How many are right as a whole.
    pub right: usize,
    /// What was earned.
    pub points: Points,
    /// What could be earned.
    pub most: Points,
    /// The share of right answers, those right in part counted by their part, as it may be in truth.
    pub range: Interval,
}

impl Group {
    fn of<'m>(name: String, title: Option<String>, marked: impl Iterator<Item = &'m Marked>) -> Self {
        let mut group = Self {
            name,
            title,
            questions: 0,
            answered: 0,
            right: 0,
            points: Points::ZERO,
            most: Points::ZERO,
            range: wilson(0.0, 0.0),
        };
        let mut shares = 0;
        for one in marked {
            group.questions += 1;
            group.answered += usize::from(one.credit.is_some());
            group.right += usize::from(one.right());
            group.points = group.points + one.points;
            group.most = group.most + one.most;
            shares += one.credit.map_or(0, Credit::thousandths);
        }
        #[expect(clippy::cast_precision_loss, reason = "an exam has far fewer than 2^52 questions")]
        let (right, of) = (shares as f64 / 1000.0, group.questions as f64);
        group.range = wilson(right, of);
        group
    }
}

/// What a sitting came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was earned.
    pub points: Points,
    /// What could be earned.
    pub most: Points,
    /// Thousandths of a hundredth of what could be earned: 72 000 is 72 %. Below 0 where wrong answers cost more.
    pub percent: i64,
    /// Whether it passed, where there is a mark to pass.
    pub passed: Option<bool>,
    /// Each part.
    pub parts: Vec<Group>,
    /// Each objective that questions were reported under, in the order of the paper.
    pub objectives: Vec<Group>,
    /// Each degree of confidence, from the surest; empty where the marking does not ask.
    pub confidence: Vec<(Confidence, Group)>,
    /// Each question.
    pub marked: Vec<Marked>,
    /// Milliseconds of the exam's clock.
    pub millis: u64,
}

impl Report {
    /// Marks what stands of a paper after so many milliseconds of its clock.
    #[must_use]
    pub fn new(paper: &Paper, answers: &[Answer], millis: u64) -> Self {
        let none = Answer::default();
        let marked: Vec<Marked> = paper
            .questions
            .iter()
            .enumerate()
            .map(|(at, asked)| mark(paper, asked, answers.get(at).unwrap_or(&none)))
            .collect();
        let points = marked.iter().map(|one| one.points).sum::<Points>();
        let most: Points = marked.iter().map(|one| one.most).sum();
        let percent = points.percent_of(most);
        Self {
            points,
            most,
            percent,
            passed: paper.pass.map(|pass| percent >= i64::from(pass) * 1000),
            parts: parts(paper, &marked),
            objectives: objectives(paper, &marked),
            confidence: confidence(&marked),
            marked,
            millis,
        }
    }

    /// What was not right as a whole, in the order of the paper.
    pub fn misses(&self) -> impl Iterator<Item = &Marked> {
        self.marked.iter().filter(|one| !one.right())
    }

    /// What was right without the learner being sure.
    pub fn unsure(&self) -> impl Iterator<Item = &Marked> {
        self.marked.iter().filter(|one| one.unsure())
    }

    /// The objectives where most points were lost, the worst first; parts where there are no objectives.
    #[must_use]
    pub fn study_next(&self) -> Vec<&Group> {
        let groups = if self.objectives.is_empty() { &self.parts } else { &self.objectives };
        let mut lost: Vec<&Group> = groups.iter().filter(|group| group.points < group.most).collect();
        lost.retain(|group| group.right < group.questions);
        lost.sort_by_key(|group| std::cmp::Reverse((group.most + -group.points).thousandths()));
        lost.truncate(STUDY_NEXT);
        lost
    }
}

fn mark(paper: &Paper, asked: &Asked, answer: &Answer) -> Marked {
    let question = &asked.question;
    let points = paper.points(asked);
    let credit = answer.given.as_ref().map(|given| credit(question, given));
    Marked {
        key: question.key.clone(),
        part: asked.part,
        objective: asked.objective().map(str::to_owned),
        given: answer.given.as_ref().map(|given| given.words(question)),
        points: earned(paper.marking, points, credit, answer.confidence),
        most: most(paper.marking, points),
        credit,
        confidence: answer.confidence,
        flagged: answer.flagged,
        millis: answer.millis,
        asked: asked.clone(),
    }
}

fn parts(paper: &Paper, marked: &[Marked]) -> Vec<Group> {
    let group = |(at, part): (usize, &super::paper::PaperPart)| {
        Group::of(part.title.clone(), None, marked.iter().filter(|one| one.part == at))
    };
    paper.parts.iter().enumerate().map(group).filter(|group| group.questions > 0).collect()
}

fn objectives(paper: &Paper, marked: &[Marked]) -> Vec<Group> {
    let mut names: Vec<&String> = Vec::new();
    for name in marked.iter().filter_map(|one| one.objective.as_ref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let group = |name: &String| {
        let own = marked.iter().filter(|one| one.objective.as_ref() == Some(name));
        Group::of(name.clone(), paper.objective_title(name).map(str::to_owned), own)
    };
    names.into_iter().map(group).collect()
}

fn confidence(marked: &[Marked]) -> Vec<(Confidence, Group)> {
    let group = |sure: Confidence| {
        let own = marked.iter().filter(|one| one.confidence == Some(sure));
        (sure, Group::of(sure.name().to_owned(), None, own))
    };
    let degrees = Confidence::ALL.into_iter().rev().map(group);
    degrees.filter(|(_, group)| group.questions > 0).collect()
}

/// How a question fared over several attempts.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// The card it came from.
    pub key: Key,
    /// How often it was asked.
    pub asked: u32,
    /// Thousandths of all answers that were right, those right in part counted by their part.
    pub right: i64,
}

/// The facility of every question of these attempts, the hardest first.
#[must_use]
pub fn facility<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Vec<Facility> {
    let mut sums: std::collections::BTreeMap<&Key, (u32, i64)> = std::collections::BTreeMap::new();
    for one in reports.into_iter().flat_map(|report| &report.marked) {
        let (asked, right) = sums.entry(&one.key).or_default();
        *asked += 1;
        *right += one.credit.map_or(0, Credit::thousandths);
    }
    let mut list: Vec<Facility> = sums
        .into_iter()
        .map(|(key, (asked, right))| Facility { key: key.clone(), asked, right: right / i64::from(asked.max(1)) })
        .collect();
    list.sort_by(|a, b| (a.right, &a.key).cmp(&(b.right, &b.key)));
    list
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::deck;
    use crate::exam::{Bank, Demand, Frame, draw, parse};

    fn close(range: Interval, low: f64, high: f64) -> bool {
        (range.low - low).abs() < 0.0005 && (range.high - high).abs() < 0.0005
    }

    #[test]
    fn the_interval_is_wilsons() {
        // By hand: 9 of 10 and 4 of 9, as in the tables of Newcombe 1998 for this method.
        assert!(close(wilson(9.0, 10.0), 0.5958, 0.9821));
        assert!(close(wilson(4.0, 9.0), 0.1888, 0.7333));
        assert!(close(wilson(0.0, 5.0), 0.0, 0.4345));
        assert!(close(wilson(5.0, 5.0), 0.5655, 1.0));
        assert!(close(wilson(0.0, 0.0), 0.0, 1.0));
    }

    fn paper(lines: &str) -> Paper {
        let deck = "format = 1\nid = \"d\"\n[objectives]\n\"LO 1\" = \"First\"\n\"LO 2\" = \"Second\"\n[group.one]\nobjective = \"LO 1\"\nquick.a = \"A? :: =one\"\nquick.b = \"B? :: =two\"\n[group.two]\nobjective = \"LO 2\"\nquick.c = \"C? :: =three\"\nquick.d = \"D? :: =four\"\n";
        let deck = deck::parse("d.toml", deck).deck.unwrap();
        let source = format!("format = 1\n[exam]\nid = \"x\"\npass = 50\n{lines}\n[[part]]\ntitle = \"All\"\ncounts = {{ \"LO 1\" = 2, \"LO 2\" = 2 }}\n");
        let blueprint = parse("x.exam.toml", &source).blueprint.unwrap();
        let bank = Bank::new(&deck.cards, &HashMap::new());
        let members: HashSet<_> = deck.cards.iter().map(|card| card.key.clone()).collect();
        let demand = Demand::new(&blueprint, &bank, &[members]);
        draw(&Frame::of(&blueprint, deck.info.objectives), &demand, &bank, &HashSet::new(), 1).unwrap()
    }

    /// What stands when these entries are answered so.
    fn answers(paper: &Paper, given: &[(&str, &str, Option<Confidence>)]) -> Vec<Answer> {
        let stand = |asked: &Asked| {
            let own = given.iter().find(|(entry, ..)| *entry == asked.question.key.entry.as_str());
            own.map_or_else(Answer::default, |(_, text, confidence)| Answer {
                given: Some(Given::Text((*text).to_owned())),
                confidence: *confidence,
                ..Answer::default()
            })
        };
        paper.questions.iter().map(stand).collect()
    }

    #[test]
    fn parts_and_objectives_add_up_and_the_worst_is_named() {
        let paper = paper("");
        let given = answers(&paper, &[("a", "one", None), ("b", "two", None), ("c", "no", None)]);
        let report = Report::new(&paper, &given, 0);
        assert_eq!((report.points, report.most, report.percent), (Points::ONE.times(2), Points::ONE.times(4), 50_000));
        assert_eq!(report.passed, Some(true));
        let told: Vec<_> = report.objectives.iter().map(|one| (one.name.as_str(), one.right, one.answered)).collect();
        assert!(told.contains(&("LO 1", 2, 2)) && told.contains(&("LO 2", 0, 1)), "{told:?}");
        let next: Vec<_> = report.study_next().iter().map(|one| one.title.as_deref()).collect();
        assert_eq!(next, [Some("Second")]);
        assert_eq!(report.misses().count(), 2);
    }

    #[test]
    fn guesses_are_told_apart_from_knowledge() {
        let paper = paper("marking = \"confidence\"");
        let given = answers(
            &paper,
            &[
                ("a", "one", Some(Confidence::High)),
                ("b", "two", Some(Confidence::Low)),
                ("c", "no", Some(Confidence::High)),
            ],
        );
        let report = Report::new(&paper, &given, 0);
        assert_eq!((report.points.to_string().as_str(), report.percent), ("-2", -16_667));
        assert_eq!(report.passed, Some(false));
        let told: Vec<_> = report.confidence.iter().map(|(sure, group)| (*sure, group.right, group.questions)).collect();
        assert_eq!(told, [(Confidence::High, 1, 2), (Confidence::Low, 1, 1)]);
        let unsure: Vec<_> = report.unsure().map(|one| one.key.to_string()).collect();
        assert_eq!(unsure, ["d/b"]);
    }

    #[test]
    fn facility_is_over_all_attempts() {
        let paper = paper("");
        let one = Report::new(&paper, &answers(&paper, &[("a", "one", None), ("b", "no", None)]), 0);
        let two = Report::new(&paper, &answers(&paper, &[("a", "one", None), ("b", "two", None)]), 0);
        let list = facility([&one, &two]);
        let told: Vec<_> = list.iter().map(|one| (one.key.to_string(), one.asked, one.right)).collect();
        let row = |key: &str, right| (key.to_owned(), 2, right);
        assert_eq!(told, [row("d/c", 0), row("d/d", 0), row("d/b", 500), row("d/a", 1000)]);
    }
}
