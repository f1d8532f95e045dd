use crate::render::one_line;
use crate::render::words::words;
use crate::text::identifiers::Marks;

use super::line::{Line, time};
use super::{Report, Section};

words! {
    SUMMARY: "In short, to read out", "要約(電話での読み上げ用)";
    MESSAGE: "A message ready to send, with blanks to fill in", "そのまま送れる文面(空欄は補ってください)";
    BETWEEN: "{time} — {text}", "{time} — {text}";
}

/// What stands around a letter that is to be copied as it is.
const FENCE: &str = "~~~";

impl Report {
    /// Returns the write-up in Markdown.
    pub(crate) fn markdown(&self) -> String {
        let lang = self.lang;
        let title = escaped(&self.title);
        let mut parts = vec![format!("# {title}\n\n## {}\n\n", SUMMARY.get(lang))];
        let summary = (1..).zip(&self.summary);
        parts.extend(summary.map(|(number, line)| format!("{number}. {}\n", escaped(line))));
        parts.push("\n".to_owned());
        let heading = self.heading.iter();
        parts.extend(
            heading.map(|(_, label, known)| format!("- {}: {}\n", label.get(lang), escaped(known))),
        );
        parts.extend(self.sections.iter().map(|section| self.section(section)));
        let (title, message) = (MESSAGE.get(lang), self.message.replace(FENCE, ""));
        parts.push(format!("\n## {title}\n\n{FENCE}text\n{message}\n{FENCE}\n"));
        self.veil.finished(&parts.concat(), Marks::Markdown)
    }

    /// Returns a heading and a list below it.
    fn section(&self, section: &Section) -> String {
        let lines = match (section.lines.as_slice(), section.nothing) {
            ([], None) => return String::new(),
            ([], Some(nothing)) => format!("{}\n", nothing.get(self.lang)),
            (lines, _) => lines.iter().map(|line| self.entry(line)).collect(),
        };
        format!("\n## {}\n\n{lines}", section.title.get(self.lang))
    }

    fn entry(&self, line: &Line) -> String {
        let text = match &line.at {
            Some(at) => BETWEEN.fill(self.lang, &[("time", &time(at)), ("text", &line.text)]),
            None => line.text.clone(),
        };
        format!("- {}\n", escaped(&text))
    }
}

/// Returns text on one line, with the marks that Markdown would take for its own made plain.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if "\\`*_[]<>#|".contains(character) {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_one_plain_line() {
        assert_eq!(escaped("a\n# b *c* <d>"), r"a \# b \*c\* \<d\>");
    }
}
