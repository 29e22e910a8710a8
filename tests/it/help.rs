use insta::assert_snapshot;

use crate::world::World;

#[test]
fn commands_stand_in_four_groups() {
    assert_snapshot!(World::empty().run(&["--help"]), @"");
}

#[test]
fn the_help_of_a_command() {
    assert_snapshot!(World::empty().run(&["due", "--help"]), @"");
}

#[test]
fn a_mistyped_command_is_refused_with_the_nearest() {
    assert_snapshot!(World::empty().run(&["sutdy"]), @"");
    assert_snapshot!(World::empty().run(&["sutdy", "--json"]), @"");
}
