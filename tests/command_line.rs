//! Arguments, help and wrong usage.

use super::support::Case;

#[test]
fn the_version_is_told_without_any_knowledge() {
    let version = format!("naosu {}\n", env!("CARGO_PKG_VERSION"));
    Case::new()
        .args(["--no-builtin", "--version"])
        .stdout(version)
        .exit(0);
}

#[test]
fn the_help_tells_the_exit_codes_and_gives_examples() {
    for args in [["--help"], ["-h"], ["help"]] {
        Case::new()
            .args(args)
            .stdout_has("Exit codes:")
            .stdout_has("130  interrupted")
            .stdout_has("Examples:")
            .stdout_has("--trust-knowledge")
            .stdout_lacks("\u{1b}[")
            .exit(0);
    }
}

#[test]
fn a_wrong_option_is_wrong_usage() {
    Case::new()
        .args(["--colour"])
        .stderr_has("error: unexpected argument '--colour'")
        .exit(2);
    Case::new()
        .args(["--lang", "fr", "it is dark"])
        .stderr_has("got `fr`, expected en or ja")
        .exit(2);
    Case::new()
        .args(["--online", "--offline", "it is dark"])
        .stderr_has("cannot be used with")
        .exit(2);
}

#[test]
fn a_sentence_after_a_subcommand_is_to_be_quoted() {
    Case::new()
        .args(["fix", "my", "lamp"])
        .stderr(concat!(
            "error: too many arguments after `fix`\n",
            "hint: if this is what is wrong in your own words, quote the whole sentence: ",
            "naosu \"fix my lamp\"\n"
        ))
        .exit(2);
}

#[test]
fn an_answer_needs_words() {
    Case::new()
        .args(["--answer", "a=b"])
        .stderr_has("error: ")
        .exit(2);
}

#[test]
fn without_knowledge_there_is_no_answer() {
    Case::new()
        .args(["--no-builtin", "chat", "--json"])
        .stdin("{\"say\": \"it is dark\"}\n")
        .stderr(concat!(
            "error: there is no knowledge to go by\n",
            "hint: give a folder with `--knowledge DIR`\n"
        ))
        .exit(2);
}

#[test]
fn free_text_is_taken_from_no_person() {
    for value in ["desk-1", "; rm -rf /"] {
        let answer = format!("lamp-name={value}");
        Case::lamp()
            .args(["my lamp does not light", "--answer", &answer])
            .stderr_has("`lamp-name` is read from the machine by a check")
            .exit(2);
    }
    let args = ["my lamp does not light", "--answer", "lamp-name=unsure"];
    Case::lamp().args(args).went_well();
}
