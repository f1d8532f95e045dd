//! What was measured, as one JSON object.

use serde_json::{Value, json};

use super::calibration::{Bin, Calibration};
use super::class::Class;
use super::figures::Figures;
use super::group::Group;
use super::left_out::LeftOutWording;
use super::miss::Miss;
use super::retrieval::Retrieval;
use super::share::Share;
use super::{Evaluation, LeftOut, Settings};

/// The version of the object.
const VERSION: u32 = 1;

/// Returns the object of an evaluation; with `totals` alone, no row is in it, nor where each label's rows went.
pub(crate) fn json(evaluation: &Evaluation, totals: bool) -> Value {
    let groups = evaluation.groups.iter().map(|group| {
        let mut object = group_object(group);
        if !totals {
            object["confusion"] = group.classes.iter().map(class).collect();
        }
        object
    });
    let mut object = head(evaluation.settings);
    object["unknown_labels"] = json!(evaluation.unknown);
    object["groups"] = groups.collect();
    if !totals {
        object["misses"] = evaluation.misses.iter().map(miss).collect();
    }
    object
}

/// Returns the object of what comes of problems that are left out; with `totals` alone, without each problem.
pub(crate) fn left_out_json(left_out: &LeftOut, totals: bool) -> Value {
    let wordings = left_out.wordings.iter().map(|found| {
        let LeftOutWording {
            wording,
            refused,
            classes,
        } = found;
        let mut object = json!({"wording": wording, "refused": share(*refused)});
        if !totals {
            object["left_out"] = classes.iter().map(class).collect();
        }
        object
    });
    let mut object = head(left_out.settings);
    object["groups"] = wordings.collect();
    object
}

fn head(settings: Settings) -> Value {
    let noise = settings.noise.map(|(noise, seed)| {
        json!({
            "kind": noise.to_string(),
            "seed": seed,
        })
    });
    json!({
        "v": VERSION,
        "by": settings.by.to_string(),
        "platform": settings.platform.id(),
        "noise": noise,
    })
}

fn group_object(group: &Group) -> Value {
    let Figures {
        top_1,
        top_3,
        in_scope_top_1,
        in_scope_top_3,
        in_scope_refused,
        refusing,
        facts,
        tried,
        codes,
        calibration,
    } = &group.figures;
    json!({
        "wording": group.wording,
        "lang": group.lang,
        "rows": top_1.of,
        "top_1": share(*top_1),
        "top_3": share(*top_3),
        "in_scope": {
            "top_1": share(*in_scope_top_1),
            "top_3": share(*in_scope_top_3),
            "refused": share(*in_scope_refused),
        },
        "refusing": retrieval(*refusing),
        "facts": facts.map(retrieval),
        "tried": tried.map(retrieval),
        "codes": codes.map(share),
        "calibration": calibration_object(calibration),
    })
}

fn share(share: Share) -> Value {
    let Share { n, of } = share;
    json!({
        "n": n,
        "of": of,
        "share": share.value().map(rounded),
        "interval_95": share.interval().map(|(low, high)| [rounded(low), rounded(high)]),
    })
}

fn retrieval(found: Retrieval) -> Value {
    json!({
        "precision": share(found.precision()),
        "recall": share(found.recall()),
    })
}

fn calibration_object(calibration: &Calibration) -> Value {
    if calibration.n == 0 {
        return Value::Null;
    }
    json!({
        "rows": calibration.n,
        "brier_first": calibration.brier().map(rounded),
        "brier_all": calibration.brier_of_all().map(rounded),
        "expected_error": calibration.error().map(rounded),
        "bins": calibration.bins().iter().map(bin).collect::<Value>(),
    })
}

fn bin(bin: &Bin) -> Value {
    let Bin {
        from,
        n,
        mean_p,
        share_right,
    } = *bin;
    json!({
        "from": from,
        "rows": n,
        "mean_p": rounded(mean_p),
        "share_right": rounded(share_right),
    })
}

fn class(class: &Class) -> Value {
    let Class {
        label,
        n,
        right,
        refused,
        others,
    } = class;
    json!({
        "label": label,
        "rows": n,
        "right": right,
        "refused": refused,
        "others": others,
    })
}

fn miss(miss: &Miss) -> Value {
    json!({
        "id": miss.id,
        "lang": miss.lang,
        "label": miss.label,
        "read": miss.read,
        "problem_right": miss.problem_right,
        "wrong": miss.wrong,
        "text": miss.text,
    })
}

/// Returns a number with its first four decimals.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}
