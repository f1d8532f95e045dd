use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Term};

use super::SearchError;

/// Words shorter than this are taken as they are: too many of them are one letter apart.
const SHORTEST: usize = 5;
/// From this length on, two letters may be wrong.
const LONG: usize = 9;

/// Returns the words of a dictionary that a word may be a slip of the finger from, the nearest first, then those that
/// more documents hold.
///
/// The first letter has to be right. Two neighbours that changed places are one slip. Numbers are never touched.
pub(super) fn readings(
    typed: &str,
    (dictionary, field): (&InvertedIndexReader, Field),
) -> Result<Vec<String>, SearchError> {
    let length = typed.chars().count();
    let mut readings: Vec<String> = Vec::new();
    let Some(first) = typed.chars().next().filter(|_| length >= SHORTEST) else {
        return Ok(readings);
    };
    let first = first.to_string();
    for distance in 1..=if length >= LONG { 2 } else { 1 } {
        let term = Term::from_field_text(field, typed);
        let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
        let mut near = dictionary
            .terms()
            .search(automaton)
            .ge(&first)
            .into_stream()?;
        let mut found = Vec::new();
        while near.advance() {
            let word = String::from_utf8_lossy(near.key()).into_owned();
            if !word.starts_with(&first) {
                break;
            }
            found.push((std::cmp::Reverse(near.value().doc_freq), word));
        }
        found.sort();
        let words = found.into_iter().map(|(_, word)| word);
        readings.extend(words.filter(|word| word != typed));
    }
    Ok(readings)
}
