use crate::world::World;

#[test]
fn the_schema_is_json_of_draft_7() {
    let world = World::empty();
    let schema: serde_json::Value = serde_json::from_str(&world.done(&["schema"])).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert!(schema["properties"]["quick"].is_object());
}
