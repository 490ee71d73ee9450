//! The laws of edits, for every operation on members of many texts: another reader reads exactly what is meant, comments that
//! belong to others stay, a second time changes nothing, and an edit back gives the bytes from before.

use crate::support::laws::Tally;
use crate::support::texts;

fn hold(name: &str, texts: &[(String, String)], per_text: usize) -> Tally {
    let mut tally = Tally::default();
    for (index, (place, text)) in texts.iter().enumerate() {
        let seed = texts::seed() + index as u64;
        let crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
        tally.text(place, text, per_text, seed);
        tally.text(&format!("{place} (CRLF)"), &crlf, per_text, seed);
    }
    eprintln!("{name}: {tally}");
    let shown: Vec<&str> = tally.failures.iter().take(2000).map(String::as_str).collect();
    assert!(shown.is_empty(), "{} failures, the first:\n{}", tally.failures.len(), shown.join("\n=====\n"));
    tally
}

#[test]
fn over_an_example_project() {
    let texts = texts::corpus();
    let any = !texts.is_empty();
    let tally = hold("corpus", &texts, 2 * texts::effort());
    assert!(!any || tally.done > 500);
}

#[test]
fn over_the_test_suite_of_yaml() {
    hold("suite", &texts::suite(), 10 * texts::effort());
}

#[test]
fn over_random_texts() {
    let tally = hold("random", &texts::random(), 8);
    assert!(tally.done > 1000);
    assert_eq!(tally.too_rare(30), [] as [&str; 0]);
    assert!(tally.refused_for("repeat") > 0, "no alias was in the way");
}

#[test]
fn over_suspicious_shapes() {
    let tally = hold("shapes", &texts::shapes(), 8);
    assert!(tally.done > 1000);
}
