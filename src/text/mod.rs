//! Documents: blocks, sentences, passages.
