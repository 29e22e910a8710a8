use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn cards_are_listed() {
    let world = World::new();
    world.study(&[], &["", "4"]);
    assert_snapshot!(world.run(&["cards"]), @"");
}

#[test]
fn a_card_in_json() {
    let world = World::new();
    world.study(&[], &["", "3"]);
    assert_snapshot!(world.done(&["cards", "fire/alarm", "--json"]), @"");
    assert_snapshot!(world.done(&["cards", "kind:choice", "--json"]), @"");
}

#[test]
fn cards_are_found_by_queries() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    let keys = |arguments: &[&str]| -> Vec<String> {
        let arguments: Vec<&str> = ["cards"].iter().chain(arguments).copied().collect();
        let cards = world.json(&arguments);
        cards["cards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["key"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(keys(&["aid"]), ["aid/burn"]);
    assert_eq!(keys(&["First aid"]), ["aid/burn"]);
    assert_eq!(keys(&["fire/oil"]), ["fire/oil"]);
    assert_eq!(keys(&["water"]), ["aid/burn"]);
    assert_eq!(keys(&["tag:extinguishers"]), ["fire/oil"]);
    assert_eq!(keys(&["obj:LO 1.2"]), ["fire/oil"]);
    assert_eq!(keys(&["obj:LO 1", "kind:list,order"]), ["fire/steps", "fire/sides"]);
    assert_eq!(keys(&["deck:fire", "-kind:cloze", "not:tag:extinguishers", "evacuation"]), ["fire/lift"]);
    assert_eq!(keys(&["is:due"]), Vec::<String>::new());
    assert_eq!(keys(&["is:new"]).len(), 12);
}

#[test]
fn a_query_that_cannot_be_understood() {
    let world = World::new();
    assert_snapshot!(world.run(&["cards", "tga:x"]), @"");
    assert_snapshot!(world.run(&["cards", "is:dead", "--json"]), @"");
    assert_snapshot!(world.run(&["cards", "--jsno"]), @"");
    assert_snapshot!(world.run(&["cards", "nothing like that"]), @"");
}

#[test]
fn a_card_that_is_gone_is_archived_and_comes_back() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    world.done(&["cards"]);
    world.write("decks/aid.toml", "format = 1\nid = \"aid\"\n[quick]\nshock = \"Shock? :: Lay flat\"\n");
    assert_snapshot!(world.run(&["cards", "deck:aid"]), @"");
    let archived = world.json(&["cards", "is:archived"]);
    assert_eq!(archived["cards"][0]["key"], "aid/burn");
    assert_eq!(archived["cards"][0]["archived"], true);
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&["cards", "deck:aid"]), @"");
}
