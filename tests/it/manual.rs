//! `memoire man` and `memoire completions`.

use crate::world::World;

#[test]
fn a_page_a_command() {
    let world = World::empty();
    assert_eq!(world.done(&["man"]).lines().filter(|line| line.starts_with(".SH NAME")).count(), 1);
    let page = world.done(&["man", "facts", "text"]);
    assert!(page.contains("memoire facts text"), "{page}");
    assert!(page.contains(concat!("\"memoire ", env!("CARGO_PKG_VERSION"))), "{page}");
    assert_eq!(world.run(&["man", "facts", "none"]).code, 66);

    let written = world.done(&["man", "-o", "pages"]);
    let files: Vec<_> = std::fs::read_dir(world.path("pages")).unwrap().collect();
    assert_eq!(written, format!("{} pages written to pages.\n", files.len()));
    for page in ["memoire.1", "memoire-study.1", "memoire-facts-text.1"] {
        assert!(world.path("pages").join(page).exists(), "{page}");
    }
}

#[test]
fn completions_know_commands_and_options() {
    let world = World::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = world.done(&["completions", shell]);
        assert!(script.contains("objectives") && script.contains("no-input"), "{shell}");
    }
    assert_eq!(world.run(&["completions", "csh"]).code, 2);
}
