//! Fields read from what came back, as the knowledge says.

use regex::Regex;
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::knowledge::ReadBy;
use crate::system::Response;

use super::Seen;

/// Sets each field that can be read from a text.
pub(super) fn from_text(fields: &[(String, ReadBy)], text: &str, seen: &mut Seen) {
    let answer = Response {
        body: text.as_bytes().to_vec(),
        whole: true,
        ..Response::default()
    };
    from_answer(fields, &answer, seen);
}

/// Sets each field that can be read from an answer.
pub(super) fn from_answer(fields: &[(String, ReadBy)], answer: &Response, seen: &mut Seen) {
    let text = String::from_utf8_lossy(&answer.body);
    for (name, by) in fields {
        let value = match by {
            ReadBy::Json(path) => json(path, answer),
            ReadBy::Header(header) => answer.header(header).map(str::to_owned),
            ReadBy::Line(key) => line(key, &text),
            ReadBy::Text(pattern) => matched(pattern, &text),
        };
        seen.set_some(name, value);
    }
}

/// Returns the different values of the nodes of a path, joined; `None` where there is none, or no JSON.
fn json(path: &str, answer: &Response) -> Option<String> {
    let value: Value = serde_json::from_slice(&answer.body).ok()?;
    let path = JsonPath::parse(path).ok()?;
    let mut values: Vec<String> = Vec::new();
    for node in path.query(&value).all() {
        let text = match node {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            node => node.to_string(),
        };
        if !values.contains(&text) {
            values.push(text);
        }
    }
    (!values.is_empty()).then(|| values.join(", "))
}

fn line(key: &str, text: &str) -> Option<String> {
    let mut lines = text.lines();
    lines.find_map(|line| {
        let (found, value) = line.split_once('=')?;
        (found.trim() == key).then(|| value.trim().to_owned())
    })
}

fn matched(pattern: &str, text: &str) -> Option<String> {
    let found = Regex::new(pattern).ok()?.captures(text)?;
    let group = found.get(1).or_else(|| found.get(0))?;
    Some(group.as_str().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(by: ReadBy, text: &str, expected: Option<&str>) {
        let mut seen = Seen::default();
        from_text(&[("field".to_owned(), by)], text, &mut seen);
        assert_eq!(seen.get("field"), expected, "{text}");
    }

    #[test]
    fn a_path_gives_each_different_value_once() {
        let path = || ReadBy::Json("$.lamps[*].state".to_owned());
        let lamps =
            r#"{"lamps": [{"state": "on"}, {"state": "on"}, {"state": 3}, {"state": null}]}"#;
        check(path(), lamps, Some("on, 3"));
        check(path(), r#"{"lamps": []}"#, None);
        check(path(), "<html>", None);
    }

    #[test]
    fn a_line_is_found_by_what_stands_before_its_first_sign() {
        let line = || ReadBy::Line("state".to_owned());
        check(line(), "a=1\nstate=on=2\n", Some("on=2"));
        check(line(), "my state=on", None);
    }

    #[test]
    fn a_text_gives_its_first_group_or_all_of_it() {
        check(
            ReadBy::Text("lamp (\\d+)".to_owned()),
            "my lamp 12",
            Some("12"),
        );
        check(ReadBy::Text("(?i)LAMP".to_owned()), "my lamp", Some("lamp"));
        check(ReadBy::Text("lamp".to_owned()), "dark", None);
    }
}
