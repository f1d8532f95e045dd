use crate::system::Harmless;

/// The most of a program's output that is kept for the journal.
const KEPT: usize = 8 * 1024;

/// What a program prints, on its way to the screen; its end is kept.
#[derive(Debug, Default)]
pub(super) struct Output {
    harmless: Harmless,
    end: String,
}

impl Output {
    /// Takes in what was printed and returns what may be shown of it.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> String {
        let shown = self.harmless.feed(bytes);
        self.keep(&shown);
        shown
    }

    /// Returns what was still to be shown when the program has ended.
    pub(super) fn finish(&mut self) -> String {
        let shown = self.harmless.finish();
        self.keep(&shown);
        shown
    }

    /// Returns the end of the output.
    pub(super) fn into_end(self) -> String {
        self.end
    }

    fn keep(&mut self, shown: &str) {
        self.end.push_str(shown);
        let mut start = self.end.len().saturating_sub(KEPT);
        while !self.end.is_char_boundary(start) {
            start += 1;
        }
        self.end.drain(..start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_is_kept_and_no_character_is_torn() {
        let mut output = Output::default();
        for _ in 0..10_000 {
            output.feed("あいう\n".as_bytes());
        }
        let end = output.into_end();
        assert!(end.len() <= KEPT && end.len() > KEPT - 4);
        assert!(end.ends_with("あいう\n"));
    }
}
