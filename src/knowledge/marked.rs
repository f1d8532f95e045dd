//! The marked reader: YAML as a tree in which every node knows its place.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Stretch, StrInput};

use super::spanned::Mark;

/// Nodes may stand in nodes this deep; a pack needs ten levels.
const DEEPEST: usize = 48;

/// A node of a YAML file.
#[derive(Debug)]
pub(super) struct Marked {
    /// Where it stands.
    pub(super) mark: Mark,
    /// What it is.
    pub(super) content: Content,
}

/// What a [`Marked`] node is.
#[derive(Debug)]
pub(super) enum Content {
    /// A text as written, and whether it has neither quotes nor a block mark.
    Scalar {
        /// The text.
        text: String,
        /// Whether it is plain, so that it may stand for a number.
        plain: bool,
    },
    /// A list.
    List(Vec<Marked>),
    /// Keys and values in the order of the file; of duplicate keys the last.
    Map(Vec<(Marked, Marked)>),
}

/// Something about the YAML itself that a pack cannot have.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where.
    pub(super) mark: Mark,
    /// What.
    pub(super) kind: FaultKind,
}

/// What is wrong with the YAML itself.
#[derive(Debug)]
pub(super) enum FaultKind {
    /// It is not YAML.
    Syntax(String),
    /// It is YAML, of a kind that packs do not use.
    Unsupported(&'static str),
    /// A key stands twice in one mapping; the line of the first.
    Duplicate {
        /// The key.
        key: String,
        /// The line on which it stands first.
        first_line: u32,
    },
}

impl FaultKind {
    /// Returns whether the tree can be used all the same.
    pub(super) fn is_harmless(&self) -> bool {
        matches!(self, Self::Duplicate { .. })
    }
}

/// Returns the tree of a file, if it has one, and all that is wrong with the YAML itself.
pub(super) fn read(file: u32, text: &str) -> (Option<Marked>, Vec<Fault>) {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        file,
        faults: Vec::new(),
    };
    let tree = match reader.document() {
        Ok(tree) => tree,
        Err(fault) => {
            reader.faults.push(fault);
            None
        }
    };
    (tree, reader.faults)
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    file: u32,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Option<Marked>, Fault> {
        let mut tree = None;
        let mut n_documents = 0;
        loop {
            let (event, stretch) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => return Ok(tree),
                Event::DocumentStart(_) => {
                    n_documents += 1;
                    if n_documents == 2 {
                        self.unsupported(stretch, "a second document in one file");
                    }
                }
                event => tree = Some(self.node(event, stretch, 0)?),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Stretch), Fault> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let marker = *error.marker();
                let mark = self.mark(Stretch::empty(marker), 1);
                let kind = FaultKind::Syntax(error.info().to_owned());
                Err(Fault { mark, kind })
            }
            None => Ok((Event::StreamEnd, Stretch::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, stretch: Stretch, depth: usize) -> Result<Marked, Fault> {
        if depth == DEEPEST {
            let mark = self.mark(stretch, 1);
            let kind = FaultKind::Unsupported("nesting this deep");
            return Err(Fault { mark, kind });
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.is_some(), stretch);
                Ok(self.scalar(text.into_owned(), style, stretch))
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse(anchor, tag.is_some(), stretch);
                self.list(stretch, depth)
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse(anchor, tag.is_some(), stretch);
                self.map(stretch, depth)
            }
            Event::Alias(_) => {
                self.unsupported(stretch, "an alias (`*name`)");
                Ok(self.scalar(String::new(), ScalarStyle::Plain, stretch))
            }
            other => unreachable!("the parser ends what it starts, got {other:?}"),
        }
    }

    fn list(&mut self, stretch: Stretch, depth: usize) -> Result<Marked, Fault> {
        let mut items = Vec::new();
        loop {
            let (event, inner) = self.next()?;
            if event == Event::SequenceEnd {
                let mark = self.mark(stretch, 1);
                let content = Content::List(items);
                return Ok(Marked { mark, content });
            }
            items.push(self.node(event, inner, depth + 1)?);
        }
    }

    fn map(&mut self, stretch: Stretch, depth: usize) -> Result<Marked, Fault> {
        let mut pairs: Vec<(Marked, Marked)> = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        loop {
            let (event, inner) = self.next()?;
            if event == Event::MappingEnd {
                let mark = pairs
                    .first()
                    .map_or_else(|| self.mark(stretch, 1), |(key, _)| key.mark);
                let content = Content::Map(pairs);
                return Ok(Marked { mark, content });
            }
            let key = self.node(event, inner, depth + 1)?;
            let (event, inner) = self.next()?;
            let value = self.node(event, inner, depth + 1)?;
            let Content::Scalar { text, .. } = &key.content else {
                self.unsupported_at(key.mark, "a key that is not a text");
                continue;
            };
            if text == "<<" {
                self.unsupported_at(key.mark, "a merge key (`<<`)");
            }
            if let Some(&first) = seen.get(text) {
                self.duplicate(text.clone(), key.mark, pairs[first].0.mark.line);
                pairs[first] = (key, value);
            } else {
                seen.insert(text.clone(), pairs.len());
                pairs.push((key, value));
            }
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, stretch: Stretch) -> Marked {
        let n_letters = stretch.len();
        let one_line = stretch.start.line() == stretch.end.line();
        let width = if one_line { n_letters } else { 1 };
        let n_quotes = match style {
            ScalarStyle::Plain => 0,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
            ScalarStyle::Literal | ScalarStyle::Folded => n_letters,
        };
        let as_written = one_line && text.chars().count() + 2 * n_quotes == n_letters;
        let mut mark = self.mark(stretch, width);
        if as_written {
            mark.text_column = mark.column + count(n_quotes);
        }
        let plain = style == ScalarStyle::Plain;
        let content = Content::Scalar { text, plain };
        Marked { mark, content }
    }

    fn duplicate(&mut self, key: String, mark: Mark, first_line: u32) {
        let kind = FaultKind::Duplicate { key, first_line };
        self.faults.push(Fault { mark, kind });
    }

    fn refuse(&mut self, anchor: usize, tagged: bool, stretch: Stretch) {
        if anchor > 0 {
            self.unsupported(stretch, "an anchor (`&name`)");
        }
        if tagged {
            self.unsupported(stretch, "a tag (`!name`)");
        }
    }

    fn unsupported(&mut self, stretch: Stretch, what: &'static str) {
        let mark = self.mark(stretch, 1);
        self.unsupported_at(mark, what);
    }

    fn unsupported_at(&mut self, mark: Mark, what: &'static str) {
        let kind = FaultKind::Unsupported(what);
        self.faults.push(Fault { mark, kind });
    }

    fn mark(&self, stretch: Stretch, width: usize) -> Mark {
        Mark {
            file: self.file,
            line: count(stretch.start.line()),
            column: count(stretch.start.col() + 1),
            width: count(width.max(1)),
            text_column: 0,
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("files are smaller than 4 GB")
}
