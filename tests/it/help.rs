use insta::assert_snapshot;

use crate::world::World;

#[test]
fn commands_stand_in_four_groups() {
    assert_snapshot!(World::empty().run(&["--help"]), @r#"
    Quiz and flashcards with spaced repetition, in a terminal

    Usage: memoire [OPTIONS] [COMMAND]

    Study:
      study        Study what is due now
      quiz         Practise with feedback and a score; no schedule changes
      exam         Sit exams by a blueprint, compare attempts, print papers
      due          Count what is left for today
      new          Write new cards into a deck

    Look:
      decks        List the decks
      cards        List cards
      show         Show a card with all that is known of it
      history      List the answers given to a card
      stats        Show progress in figures
      report       Write progress as an HTML page with pictures
      tags         List the tags in use
      objectives   List the learning objectives, and how far their cards are
      try          Try an answer on a card without studying it

    Write decks:
      init         Make a folder with a starter deck
      edit         Edit a card where it is written
      check        Check deck and facts files for faults
      fmt          Lay deck files out in the canonical way
      relink       Let new cards go on with the history of cards that vanished
      schema       Print the JSON Schema of deck files, for editors
      flags        List the cards flagged for their authors
      facts        Read documents by the sentence; check facts against them
      generate     Make the deck of a facts file
      source       Say where the document of a deck is
      export       Write cards for other programs

    Manage:
      suspend      Put cards off until told
      unsuspend    Take suspended cards up again
      bury         Put cards off until tomorrow
      reset        Make cards new again; their history stays
      set-due      Say on which day cards are due
      leave        Plan days off: what would be due then moves to the days around them
      undo         Take back the last grade or action
      backup       Copy the database
      restore      Put a copy in the place of the database
      doctor       Examine database, clock and cards; repair them
      config       Show every setting and where it comes from
      completions  Print completions for a shell
      man          Print the manual, or write its pages

    Options of all commands:
          --decks <DIR>   Read decks from this folder (several times for several folders)
          --db <FILE>     Keep progress in this database
          --color <WHEN>  Use colour: auto, always or never
          --plain         Converse in plain lines, without colour and redrawing
          --json          Print one JSON object; errors as JSON too
          --no-input      Ask nothing, even on a terminal
      -y, --yes           Answer questions of the program with yes
      -q, --quiet         Say only what was asked for
      -h, --help          Print help
      -V, --version       Print version

    Without a command: an overview of what is due; on a first run, the first session.
    A QUERY is made of words, "a phrase", and deck: tag: obj: kind: is: lapses: ease: interval:
    with not: before any. An example: memoire cards tag:treaty is:due
    --- exit 0
    "#);
}

#[test]
fn the_help_of_a_command() {
    assert_snapshot!(World::empty().run(&["due", "--help"]), @"
    Count what is left for today

    Usage: memoire due [OPTIONS]

    Options:
          --raw            Count all that is new and due, without limits
          --format <TEXT>  Print a line such as '{due}+{new}' and read nothing but the database: for
                           prompts and status bars
          --check          End with exit code 1 when nothing is left
      -h, --help           Print help

    Options of all commands:
          --decks <DIR>   Read decks from this folder (several times for several folders)
          --db <FILE>     Keep progress in this database
          --color <WHEN>  Use colour: auto, always or never
          --plain         Converse in plain lines, without colour and redrawing
          --json          Print one JSON object; errors as JSON too
          --no-input      Ask nothing, even on a terminal
      -y, --yes           Answer questions of the program with yes
      -q, --quiet         Say only what was asked for
    --- exit 0
    ");
}

#[test]
fn a_mistyped_command_is_refused_with_the_nearest() {
    assert_snapshot!(World::empty().run(&["sutdy"]), @"
    --- standard error
    error: unrecognized subcommand 'sutdy'

      tip: a similar subcommand exists: 'study'

    Usage: memoire [OPTIONS] [COMMAND]

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(World::empty().run(&["sutdy", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"unrecognized subcommand 'sutdy'","hint":"a similar subcommand exists: 'study'","exit":2}}
    --- exit 2
    "#);
}
