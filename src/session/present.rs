//! How a card is put before the learner: what is shown, what is hidden, in which order options stand.

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use crate::model::{Blank, Card, Choice, Content};

/// What the learner sees of a card before the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// A question to answer in one's head.
    Open {
        /// The question, Markdown; a blank is `[...]` or `[hint]`.
        text: String,
    },
    /// A question to answer by typing.
    Typed {
        /// The question, Markdown.
        text: String,
    },
    /// Options to pick from.
    Choice {
        /// The question, Markdown.
        text: String,
        /// The options as they stand on the screen.
        options: Vec<String>,
        /// Whether several are right.
        many: bool,
    },
    /// A statement to call true or false.
    TrueFalse {
        /// The statement, Markdown.
        text: String,
    },
    /// Items to name.
    List {
        /// The question, Markdown.
        text: String,
        /// How many items there are.
        count: usize,
    },
    /// Items to put in order.
    Order {
        /// The question, Markdown.
        text: String,
        /// The items as they stand on the screen.
        items: Vec<String>,
    },
}

impl Prompt {
    /// The question itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Open { text }
            | Self::Typed { text }
            | Self::Choice { text, .. }
            | Self::TrueFalse { text }
            | Self::List { text, .. }
            | Self::Order { text, .. } => text,
        }
    }
}

/// The prompt of a card, and for options and items the author's place of each one shown.
pub(super) fn present(card: &Card, seed: u64) -> (Prompt, Vec<usize>) {
    match &card.content {
        Content::Basic { question, .. } | Content::Reverse { question, .. } => {
            (Prompt::Open { text: question.clone() }, Vec::new())
        }
        Content::Typed { question, .. } => (Prompt::Typed { text: question.clone() }, Vec::new()),
        Content::Cloze { question, text, blank } => {
            let hidden = text.with_hidden(blank, gap);
            let text_shown = match question {
                None => hidden,
                Some(question) => format!("{question}\n\n{hidden}"),
            };
            let typed = text.blank(blank).is_some_and(|blank| blank.typed);
            let prompt =
                if typed { Prompt::Typed { text: text_shown } } else { Prompt::Open { text: text_shown } };
            (prompt, Vec::new())
        }
        Content::Choice { question, options } => {
            let order = shuffle_options(options, seed);
            let shown = order.iter().filter_map(|&at| options.get(at)).map(|option| option.text.clone());
            let many = options.iter().filter(|option| option.right).count() > 1;
            (Prompt::Choice { text: question.clone(), options: shown.collect(), many }, order)
        }
        Content::TrueFalse { statement, .. } => (Prompt::TrueFalse { text: statement.clone() }, Vec::new()),
        Content::List { question, items } => {
            (Prompt::List { text: question.clone(), count: items.len() }, Vec::new())
        }
        Content::Order { question, items } => {
            let order = shuffle_items(items.len(), seed);
            let shown = order.iter().filter_map(|&at| items.get(at)).map(|item| item.text.clone());
            (Prompt::Order { text: question.clone(), items: shown.collect() }, order)
        }
    }
}

/// What stands for hidden words: the hint where there is one.
fn gap(blank: &Blank) -> String {
    match &blank.hint {
        None => "[...]".to_owned(),
        Some(hint) => format!("[{hint}]"),
    }
}

/// Options that speak of the others ("all of the above") keep their place at the end.
fn shuffle_options(options: &[Choice], seed: u64) -> Vec<usize> {
    let (last, mut order): (Vec<usize>, Vec<usize>) =
        (0..options.len()).partition(|at| options.get(*at).is_some_and(Choice::stays_last));
    order.shuffle(&mut StdRng::seed_from_u64(seed));
    order.extend(last);
    order
}

/// An order that is not the right one already.
fn shuffle_items(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.shuffle(&mut StdRng::seed_from_u64(seed));
    if count > 1 && order.is_sorted() {
        order.rotate_left(1);
    }
    order
}
