use std::fmt::Write;

use textwrap::Options;

use crate::knowledge::{Lang, Pack};
use crate::system::Platform;

use super::words::Word;
use super::{Colors, Paper};

/// What goes on below a label stands this far in.
const LABEL_INDENT: usize = 2;

/// Text in the making: lines wrapped by display width, in one language, of one pack.
#[derive(Clone, Debug)]
pub(crate) struct Page<'a> {
    /// The knowledge that words come from.
    pub(crate) pack: &'a Pack,
    /// The platform whose steps are shown.
    pub(crate) platform: Platform,
    /// The language.
    pub(crate) lang: Lang,
    /// The colours.
    pub(crate) colors: Colors,
    width: usize,
    text: String,
}

impl<'a> Page<'a> {
    /// Returns an empty page.
    pub(crate) fn new(paper: Paper<'a>, lang: Lang) -> Self {
        let Paper {
            pack,
            platform,
            colors,
            width,
        } = paper;
        Self {
            pack,
            platform,
            lang,
            colors,
            width,
            text: String::new(),
        }
    }

    /// Returns the wording of a word of the program.
    pub(crate) fn say(&self, word: Word) -> &'static str {
        word.get(self.lang)
    }

    /// Returns the wording of a sentence of the program with its slots filled.
    pub(crate) fn fill(&self, word: Word, slots: &[(&str, &str)]) -> String {
        word.fill(self.lang, slots)
    }

    /// Adds a paragraph.
    pub(crate) fn line(&mut self, text: &str) {
        self.hang("", text);
    }

    /// Adds a paragraph that begins with `lead`; what does not fit stands indented below the text.
    pub(crate) fn hang(&mut self, lead: &str, text: &str) {
        self.wrap(lead, textwrap::core::display_width(lead), text);
    }

    /// Adds one line; of a text that does not fit only the beginning is shown.
    pub(crate) fn brief(&mut self, lead: &str, text: &str) {
        let left = self
            .width
            .saturating_sub(textwrap::core::display_width(lead) + 2);
        let lines = textwrap::wrap(text, left.max(1));
        let first = lines.first().map_or("", |line| line.trim_end());
        let more = if lines.len() > 1 { " …" } else { "" };
        self.raw(&format!("{lead}{first}{more}"));
    }

    /// Adds a paragraph that begins with a label; what does not fit stands slightly indented.
    pub(crate) fn labelled(&mut self, label: &str, text: &str) {
        self.wrap(&self.colors.quiet(label), LABEL_INDENT, text);
    }

    /// Adds a numbered entry of a list.
    pub(crate) fn item(&mut self, number: usize, text: &str) {
        self.hang(&format!("  [{number}] "), text);
    }

    /// Adds a line that is to be typed as it stands: it is never wrapped.
    pub(crate) fn typed(&mut self, indent: &str, text: &str) {
        let typed = self.colors.typed(text);
        self.raw(&format!("{indent}{typed}"));
    }

    /// Returns the columns to wrap at.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Adds a line that was laid out already.
    pub(crate) fn as_it_is(&mut self, line: &str) {
        self.raw(line);
    }

    /// Adds an empty line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Adds the parts on one line where they fit, as a list otherwise.
    pub(crate) fn choices(&mut self, texts: &[String]) {
        let row: Vec<_> = (1..)
            .zip(texts)
            .map(|(number, text)| format!("[{number}] {text}"))
            .collect();
        let row = format!("  {}", row.join("  "));
        if textwrap::core::display_width(&row) <= self.width {
            self.raw(&row);
        } else {
            for (number, text) in (1..).zip(texts) {
                self.item(number, text);
            }
        }
    }

    /// Returns the text.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    fn wrap(&mut self, lead: &str, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        let options = Options::new(self.width)
            .initial_indent(lead)
            .subsequent_indent(&indent);
        for line in textwrap::wrap(text, options) {
            self.raw(&line);
        }
    }

    fn raw(&mut self, line: &str) {
        let written = writeln!(self.text, "{}", line.trim_end());
        debug_assert!(written.is_ok(), "a string takes any text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn a_brief_line_fits_and_says_that_there_is_more() {
        let pack = sample::pack();
        for (lang, text) in [
            (
                Lang::En,
                "Take the old bulb out and put a new one in, then look.",
            ),
            (
                Lang::Ja,
                "古い電球を外して新しい電球を取り付け、様子を見てください。",
            ),
        ] {
            let mut page = sample::page(&pack, lang, 40);
            page.brief("step 1 of 2: ", text);
            page.brief("", "short");
            let shown = page.finish();
            let (first, rest) = shown.split_once('\n').expect("two lines");
            assert!(first.ends_with(" …") && rest == "short\n", "{shown}");
            assert!(textwrap::core::display_width(first) <= 40, "{first}");
        }
    }

    #[test]
    fn japanese_wraps_by_columns_with_a_hanging_indent() {
        let pack = sample::pack();
        let mut page = sample::page(&pack, Lang::Ja, 40);
        page.hang("次: ", &"電球を新しいものに替えてください。".repeat(3));
        let text = page.finish();
        assert!(text.lines().count() > 2, "{text}");
        for line in text.lines() {
            assert!(textwrap::core::display_width(line) <= 40, "{line}");
        }
        assert!(text.lines().skip(1).all(|line| line.starts_with("    ")));
    }
}
