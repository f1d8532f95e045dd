use serde_json::{Map, Value, json};

use crate::text::identifiers::Marks;

use super::Report;
use super::line::Line;

/// The version of the form.
const FORMAT: u32 = 1;

impl Report {
    /// Returns the write-up as a JSON object on one line: `v`, `lang`, `title`, `summary` (lines), `about` (texts by name),
    /// each section as a list of `{text, at, id, value}`, and `message`.
    pub(crate) fn json(&self) -> String {
        let mut object = Map::new();
        object.insert("v".to_owned(), json!(FORMAT));
        object.insert("lang".to_owned(), json!(self.lang.id()));
        object.insert("title".to_owned(), json!(self.title));
        object.insert("summary".to_owned(), json!(self.summary));
        let about = self.heading.iter();
        let about: Map<_, _> = about
            .map(|(key, _, known)| ((*key).to_owned(), json!(known)))
            .collect();
        object.insert("about".to_owned(), Value::Object(about));
        for section in &self.sections {
            if section.lines.is_empty() && section.nothing.is_none() {
                continue;
            }
            let lines = section.lines.iter().map(entry).collect();
            object.insert(section.key.to_owned(), Value::Array(lines));
        }
        object.insert("message".to_owned(), json!(self.message));
        self.searched(Value::Object(object)).to_string()
    }

    /// Returns a value with each text in it searched once more; the names of fields are the program's own.
    fn searched(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.veil.finished(&text, Marks::Plain)),
            Value::Array(list) => list.into_iter().map(|value| self.searched(value)).collect(),
            Value::Object(object) => {
                let fields = object.into_iter();
                let fields = fields.map(|(name, value)| (name, self.searched(value)));
                Value::Object(fields.collect())
            }
            other => other,
        }
    }
}

fn entry(line: &Line) -> Value {
    let mut entry = Map::new();
    entry.insert("text".to_owned(), json!(line.text));
    if let Some(at) = &line.at {
        entry.insert("at".to_owned(), json!(at.to_string()));
    }
    if let Some((id, value)) = &line.of {
        entry.insert("id".to_owned(), json!(id));
        entry.insert("value".to_owned(), json!(value));
    }
    Value::Object(entry)
}
