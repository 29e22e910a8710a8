//! Standard input, a line at a time and held by nobody in between: a menu and the session it starts read the same one.

use std::io::{self, BufRead, Read};

/// Standard input that is locked only while a line is read.
#[derive(Debug, Default)]
pub struct SharedInput {
    line: Vec<u8>,
    read: usize,
}

impl Read for SharedInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for SharedInput {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read >= self.line.len() {
            self.line.clear();
            self.read = 0;
            io::stdin().lock().read_until(b'\n', &mut self.line)?;
        }
        Ok(&self.line[self.read..])
    }

    fn consume(&mut self, count: usize) {
        self.read = self.line.len().min(self.read + count);
    }
}
