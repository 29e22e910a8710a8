//! Who asks the learner.
