//! Other formats, bytes in and out.
