//! Is this typed answer right.
