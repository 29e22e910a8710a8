use super::Terminal;
use crate::world::World;

/// A world in which something was graded: the first run is over.
fn begun() -> World {
    let world = World::new();
    world.study(&["fire/alarm"], &["", "4"]);
    world
}

#[test]
fn the_first_run_studies_at_once() {
    let mut terminal = Terminal::start(World::new(), &[]);
    terminal.see("What do you do first on finding a fire?").see("Space show").stop();
}

#[test]
fn the_menu_names_what_makes_sense_with_its_command_and_esc_leaves() {
    let mut terminal = Terminal::start(begun(), &[]);
    terminal.see("cards for today").see("> 1) Study").see("memoire study");
    for command in ["memoire quiz", "memoire study --cram", "memoire new", "memoire due", "memoire --help"] {
        terminal.see(command);
    }
    terminal.keys("\u{1b}");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn after_an_entry_the_menu_comes_back() {
    let mut terminal = Terminal::start(begun(), &[]);
    terminal.see("> 1) Study").keys("\r").see("Space show").keys("q").see("Enter quit").keys("\r");
    terminal.see("> 1) Study").keys("2\r").see("0/").keys("q").see("Nothing was answered.");
    terminal.see("> 1) Study").keys("write\r").see("What kind of card?").keys("\u{1b}");
    terminal.see("> 1) Study").keys("\u{1b}");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn files_with_faults_are_offered() {
    let world = begun();
    world.write("decks/broken.toml", "format = 1\nid = \n");
    let mut terminal = Terminal::start(world, &[]);
    terminal.see("Look at 1 file with faults").keys("look\r").see("2 files: 1 error").see("> 1) Study");
    terminal.keys("\u{1b}");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn in_plain_lines_the_menu_is_a_numbered_list() {
    let mut terminal = Terminal::start(begun(), &["--plain"]);
    terminal
        .see("2: Quiz: ten questions, no schedule changes (memoire quiz)")
        .see(":q goes back")
        .keys(":q\r");
    assert_eq!(terminal.code(), 0);
}
