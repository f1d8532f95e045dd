//! Any text is a condition or an error inside it, and what is a condition can be judged.
//!
//! The first line is the condition, the rest the value that every fact has; without a rest no fact is known.

#![no_main]

use libfuzzer_sys::fuzz_target;
use naosu::knowledge::{Condition, Facts};

/// Gives every name the same value.
struct Known<'a>(Option<&'a str>);

impl Facts for Known<'_> {
    fn value(&self, _name: &str) -> Option<&str> {
        self.0
    }

    fn first_value(&self, _name: &str) -> Option<&str> {
        Some("yes")
    }
}

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let (text, value) = match input.split_once('\n') {
        Some((text, value)) => (text, Some(value)),
        None => (input.as_ref(), None),
    };
    match Condition::parse(text) {
        Ok(condition) => {
            assert!(!condition.names().is_empty(), "a condition of nothing");
            let truth = condition.truth(&Known(value));
            assert!(
                value.is_some() || truth.is_none(),
                "true or false of the unknown"
            );
            let denied = Condition::Not(Box::new(condition));
            assert_eq!(denied.truth(&Known(value)), truth.map(|holds| !holds));
        }
        Err(error) => {
            assert!(text.is_char_boundary(error.offset), "{error:?}");
            assert!(!error.message.is_empty());
        }
    }
});
