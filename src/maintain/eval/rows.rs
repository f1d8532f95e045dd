use super::{BadLine, Row};

/// Returns the rows of a file's text; empty lines are passed over.
///
/// # Errors
///
/// Every [`BadLine`].
pub(crate) fn parse(file: &str, text: &str) -> Result<Vec<Row>, Vec<BadLine>> {
    let mut rows = Vec::new();
    let mut bad = Vec::new();
    let text = text.trim_start_matches('\u{feff}');
    for (line, written) in (1..).zip(text.lines()) {
        if written.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(written) {
            Ok(row) => rows.push(row),
            Err(error) => bad.push(BadLine {
                file: file.to_owned(),
                line,
                what: within_the_line(&error),
            }),
        }
    }
    if bad.is_empty() { Ok(rows) } else { Err(bad) }
}

/// Returns what is wrong, with its column; the reader's own line number is always 1.
fn within_the_line(error: &serde_json::Error) -> String {
    error
        .to_string()
        .replace(" at line 1 column ", " at column ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: &str = r#""id": "a", "lang": "en", "text": "it is dark", "wording": "composed""#;

    fn check(rest: &str) -> Result<Row, String> {
        let line = format!("\n{{{START}{rest}}}\n");
        match parse("rows.jsonl", &line) {
            Ok(mut rows) => Ok(rows.remove(0)),
            Err(bad) => Err(bad[0].to_string()),
        }
    }

    #[test]
    fn ids_are_dashed_and_truth_is_a_value() {
        let row = check(
            r#", "problem": "lamp_dark", "codes": [12, "3"], "facts": {"a_b": true, "c": "x_y"}, "more": 1"#,
        );
        let row = row.unwrap();
        assert_eq!(row.problem, "lamp-dark");
        assert_eq!(row.codes, ["12", "3"]);
        assert_eq!(row.facts["a-b"], "yes");
        assert_eq!(row.facts["c"], "x_y");
        assert!(row.tried.is_none());
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told_with_its_place() {
        let bad = check("").unwrap_err();
        assert!(
            bad.starts_with("rows.jsonl:2: missing field `problem` at column"),
            "{bad}"
        );
        let bad = check(r#", "problem": "a", "codes": [], "facts": {"b": 1}"#).unwrap_err();
        assert!(bad.contains("must be true, false or a text"), "{bad}");
        assert_eq!(parse("a", "{\n").unwrap_err().len(), 1);
    }
}
