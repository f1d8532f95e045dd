//! What came of the sessions, as text.

use std::fmt::{self, Write};

use textwrap::core::display_width;

use crate::render::Colors;

use super::Simulation;
use super::bars::Bars;
use super::row::{Row, Saved};
use super::simulation::OfProblem;

/// The columns of the people's names.
const PEOPLE: usize = 20;
/// Bars of more columns than these are no easier to compare.
const WIDEST: usize = 60;
/// The columns before a bar.
const LEAD: usize = 8;
/// The columns behind the longest bar, for its number.
const NUMBER: usize = 8;

/// Returns the tables and bars, laid out for so many columns.
pub(crate) fn report(simulation: &Simulation, width: usize, colors: Colors) -> String {
    let mut text = String::new();
    write_all(&mut text, simulation, width, colors).expect("a string takes all");
    text
}

fn write_all(
    text: &mut String,
    simulation: &Simulation,
    width: usize,
    colors: Colors,
) -> fmt::Result {
    let settings = &simulation.settings;
    writeln!(
        text,
        "{} people a problem, on {}, seed {}",
        settings.sessions,
        settings.platform.id(),
        settings.seed
    )?;
    for found in &simulation.problems {
        writeln!(text)?;
        write_problem(text, found, width, colors)?;
    }
    writeln!(text, "\nminutes with charges, careful people")?;
    write_bars(text, simulation, width.min(WIDEST), colors)
}

fn write_problem(
    text: &mut String,
    found: &OfProblem,
    width: usize,
    colors: Colors,
) -> fmt::Result {
    writeln!(text, "{}", colors.strong(found.problem.as_str()))?;
    let name = padded("", PEOPLE);
    writeln!(
        text,
        "  {name}minutes with charges         fixed before referral"
    )?;
    let name = padded("people", PEOPLE);
    writeln!(
        text,
        "  {name}  naosu    P/C  guide  ratio  naosu    P/C  guide  asked"
    )?;
    for row in &found.rows {
        write_row(text, row)?;
    }
    let careful = found.careful();
    let mut notes = vec![saved("P/C", careful.saved_to_p_c)];
    notes.extend(
        careful
            .saved_to_guide
            .map(|found| saved("the guide", found)),
    );
    let never: Vec<&str> = found.never_first().collect();
    if !never.is_empty() {
        notes.push(format!("never found first: {}", never.join(", ")));
    }
    for note in notes {
        let options = textwrap::Options::new(width)
            .initial_indent("  ")
            .subsequent_indent("    ")
            .break_words(false);
        writeln!(text, "{}", textwrap::fill(&note, options))?;
    }
    Ok(())
}

fn write_row(text: &mut String, row: &Row) -> fmt::Result {
    let minutes = |cost: f64| format!("{cost:.1}");
    let share = |share: f64| format!("{:.1}%", share * 100.0);
    let none = || "–".to_owned();
    let guide = row.guide;
    let cells = [
        minutes(row.naosu.cost),
        minutes(row.p_c.cost),
        guide.map_or_else(none, |guide| minutes(guide.cost)),
        row.ratio().map_or_else(none, |ratio| format!("{ratio:.2}")),
        share(row.naosu.fixed),
        share(row.p_c.fixed),
        guide.map_or_else(none, |guide| share(guide.fixed)),
        format!("{:.1}", row.naosu.asked),
    ];
    write!(text, "  {}", padded(&row.people.to_string(), PEOPLE))?;
    for cell in cells {
        write!(text, "{cell:>7}")?;
    }
    writeln!(text)
}

fn saved(other: &str, Saved { mean, half }: Saved) -> String {
    format!("saved against {other}: {mean:.1} ± {half:.1} minutes")
}

fn write_bars(
    text: &mut String,
    simulation: &Simulation,
    width: usize,
    colors: Colors,
) -> fmt::Result {
    let all = Bars::all(simulation);
    let longest = Bars::longest(&all);
    let room = width.saturating_sub(LEAD + NUMBER);
    for bars in &all {
        writeln!(text, "{}", bars.problem)?;
        for (name, cost) in &bars.bars {
            let bar = bar(*cost, longest, room);
            let bar = if *name == "naosu" {
                colors.good(&bar)
            } else {
                bar
            };
            writeln!(text, "  {}{bar} {cost:.1}", padded(name, LEAD - 2))?;
        }
    }
    Ok(())
}

/// Returns a bar in eighths of a column.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a bar has few columns"
)]
fn bar(cost: f64, longest: f64, room: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if longest <= 0.0 {
        return String::new();
    }
    let eighths = (cost / longest * (room * 8) as f64).round() as usize;
    let whole = "█".repeat(eighths / 8);
    whole + PARTS[eighths % 8]
}

/// Returns text filled up with blanks to so many columns.
fn padded(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(display_width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_of_the_room() {
        assert_eq!(bar(10.0, 10.0, 4), "████");
        assert_eq!(bar(5.0, 10.0, 4), "██");
        assert_eq!(bar(1.0, 10.0, 4), "▍");
        assert_eq!(bar(0.0, 0.0, 4), "");
    }
}
