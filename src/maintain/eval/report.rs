//! What was measured, as text.

use std::fmt::{self, Write};

use crate::render::one_line;

use super::calibration::{Bin, Calibration};
use super::class::Class;
use super::figures::Figures;
use super::group::Group;
use super::miss::Miss;
use super::retrieval::Retrieval;
use super::share::Share;
use super::{Evaluation, LeftOut, Settings};

/// Returns the report of an evaluation; with `totals` alone, no row is told, nor where each label's rows went. Texts
/// are cut to `width` columns.
pub(crate) fn report(evaluation: &Evaluation, totals: bool, width: usize) -> String {
    let mut text = String::new();
    let written = write(&mut text, evaluation, totals, width);
    debug_assert!(written.is_ok(), "a string takes any text");
    text
}

/// Returns the report of what comes of problems that are left out; with `totals` alone, without each problem.
pub(crate) fn left_out_report(left_out: &LeftOut, totals: bool) -> String {
    let mut text = String::new();
    let written = write_left_out(&mut text, left_out, totals);
    debug_assert!(written.is_ok(), "a string takes any text");
    text
}

fn write(
    text: &mut String,
    evaluation: &Evaluation,
    totals: bool,
    width: usize,
) -> Result<(), fmt::Error> {
    write_settings(text, evaluation.settings)?;
    for (label, n_rows) in &evaluation.unknown {
        let label = one_line(label);
        writeln!(text, "the knowledge has no {label}; rows: {n_rows}")?;
    }
    for group in &evaluation.groups {
        writeln!(text)?;
        write_group(text, group)?;
    }
    if totals {
        return Ok(());
    }
    let of_all_languages = |group: &&Group| group.lang.is_none();
    for group in evaluation.groups.iter().filter(of_all_languages) {
        writeln!(
            text,
            "\n{}: where each label went",
            one_line(&group.wording)
        )?;
        write_classes(text, &group.classes)?;
    }
    writeln!(text, "\nmisses: {}", evaluation.misses.len())?;
    for miss in &evaluation.misses {
        write_miss(text, miss, width)?;
    }
    Ok(())
}

fn write_left_out(text: &mut String, left_out: &LeftOut, totals: bool) -> fmt::Result {
    write_settings(text, left_out.settings)?;
    if left_out.wordings.is_empty() {
        writeln!(text, "no row is labelled with a problem of the knowledge")?;
    }
    for found in &left_out.wordings {
        let wording = one_line(&found.wording);
        let refused = with_interval(found.refused);
        writeln!(
            text,
            "\n{wording}, without the problem itself: refused {refused}"
        )?;
        if !totals {
            write_classes(text, &found.classes)?;
        }
    }
    Ok(())
}

fn write_settings(text: &mut String, settings: Settings) -> fmt::Result {
    let Settings { by, noise, .. } = settings;
    write!(text, "read by {by}")?;
    if let Some((noise, seed)) = noise {
        write!(text, ", noise {noise}, seed {seed}")?;
    }
    writeln!(text)
}

fn write_classes(text: &mut String, classes: &[Class]) -> fmt::Result {
    for class in classes {
        let Class {
            label,
            n,
            right,
            refused,
            others,
        } = class;
        let label = one_line(label);
        write!(
            text,
            "  {label}: rows {n}, right {right}, refused {refused}"
        )?;
        for (other, n) in others {
            write!(text, ", {other} {n}")?;
        }
        writeln!(text)?;
    }
    Ok(())
}

fn write_group(text: &mut String, group: &Group) -> fmt::Result {
    let lang = group.lang.as_deref().unwrap_or("all languages");
    let name = one_line(&format!("{}, {lang}", group.wording));
    let figures = &group.figures;
    writeln!(text, "{name}: rows {}", figures.top_1.of)?;
    write_problems(text, figures)?;
    write_stated(text, figures)?;
    write_calibration(text, &figures.calibration, group.lang.is_none())
}

fn write_problems(text: &mut String, figures: &Figures) -> fmt::Result {
    let mut line = |name: &str, share| writeln!(text, "  {name:<22}{}", with_interval(share));
    line("top-1", figures.top_1)?;
    line("top-3", figures.top_3)?;
    line("in scope: top-1", figures.in_scope_top_1)?;
    line("in scope: top-3", figures.in_scope_top_3)?;
    line("in scope: refused", figures.in_scope_refused)?;
    line("refusing: precision", figures.refusing.precision())?;
    line("refusing: recall", figures.refusing.recall())
}

fn write_stated(text: &mut String, figures: &Figures) -> fmt::Result {
    let mut retrieval = |name: &str, found: Option<Retrieval>| {
        let Some(found) = found else { return Ok(()) };
        let [precision, recall] = [found.precision(), found.recall()].map(plain);
        writeln!(text, "  {name:<22}precision {precision}, recall {recall}")
    };
    retrieval("facts", figures.facts)?;
    retrieval("tried", figures.tried)?;
    if let Some(codes) = figures.codes {
        writeln!(text, "  {:<22}{}", "codes exactly right", plain(codes))?;
    }
    Ok(())
}

/// Writes the calibration; its bins are for many rows.
fn write_calibration(text: &mut String, calibration: &Calibration, with_bins: bool) -> fmt::Result {
    let (Some(brier), Some(all), Some(error)) = (
        calibration.brier(),
        calibration.brier_of_all(),
        calibration.error(),
    ) else {
        return Ok(());
    };
    let n = calibration.n;
    writeln!(
        text,
        "  {:<22}Brier {brier:.3} (first), {all:.3} (all), error {error:.3}, rows {n}",
        "calibration"
    )?;
    for bin in calibration.bins().iter().filter(|_| with_bins) {
        let Bin {
            from,
            n,
            mean_p,
            share_right,
        } = bin;
        let to = from + 0.1;
        writeln!(
            text,
            "    P {from:.1} to {to:.1}: rows {n}, mean P {mean_p:.3}, right {share_right:.3}"
        )?;
    }
    Ok(())
}

fn write_miss(text: &mut String, miss: &Miss, width: usize) -> fmt::Result {
    let mut what = vec![miss.id.clone(), miss.lang.clone(), miss.label.clone()];
    if !miss.problem_right {
        what.push(format!(
            "read: {}",
            miss.read.as_deref().unwrap_or("refused")
        ));
    }
    what.extend(miss.wrong.iter().cloned());
    writeln!(text, "{}", one_line(&what.join("  ")))?;
    writeln!(
        text,
        "    {}",
        cut(&one_line(&miss.text), width.saturating_sub(4))
    )
}

/// Returns the beginning of a line that fits into so many columns.
fn cut(line: &str, columns: usize) -> String {
    if textwrap::core::display_width(line) <= columns {
        return line.to_owned();
    }
    let mut shown = String::new();
    for character in line.chars() {
        shown.push(character);
        if textwrap::core::display_width(&shown) >= columns {
            shown.pop();
            break;
        }
    }
    format!("{shown}…")
}

fn plain(share: Share) -> String {
    let Share { n, of } = share;
    match share.value() {
        Some(value) => format!("{n}/{of} {:.1} %", value * 100.0),
        None => format!("{n}/{of}"),
    }
}

/// Returns a share with its 95 % interval.
fn with_interval(share: Share) -> String {
    let shown = plain(share);
    match share.interval() {
        Some((low, high)) => {
            format!("{shown:<15} [{:.1}, {:.1}]", low * 100.0, high * 100.0)
        }
        None => shown,
    }
}
