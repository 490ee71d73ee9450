//! Every key that layer files of the June 2026 dialect ever used is known, as current or as an older spelling.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use ov_schema::{StructId, get, is_distro_section, nearest};
use serde_json::Value;

/// Written by authors at some time, but never read by any loader: found by did-you-mean instead.
const MISTAKES: [(&str, &str); 2] = [("svc:autostart", "auto_start"), ("eval:exit_code", "exit_status")];
/// Read by a later dialect only (the rename came after the last version this dialect has).
const LATER: [&str; 1] = ["top:hook"];

fn place(prefix: &str) -> Option<StructId> {
    Some(match prefix {
        "top" => StructId::LAYER,
        "svc" => StructId::SERVICE,
        "eval" => StructId::CHECK,
        "task" => StructId::TASK,
        "distro.*" => StructId::DISTRO_PACKAGES,
        "distrokey" => StructId::DISTRO_MAP,
        _ => return None,
    })
}

#[test]
fn every_key_of_the_dialect_is_known() {
    let Some(path) = support::shared("spec/key-history.json") else { return };
    let history: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut checked = 0;
    for entry in &history {
        let key = entry["key"].as_str().unwrap();
        let first = entry["first"].as_str().unwrap().split(' ').nth(1).unwrap();
        let Some((prefix, name)) = key.split_once(':') else { continue };
        let Some(id) = place(prefix).filter(|_| first <= "2026-06-04" && !name.starts_with('<')) else { continue };
        let versioned = id == StructId::DISTRO_MAP && name.contains('-');
        let known = get(id).find(name).is_some() || versioned || is_distro_section(name);
        let expected = !LATER.contains(&key) && MISTAKES.iter().all(|(mistake, _)| *mistake != key);
        assert_eq!(known, expected, "{key}");
        checked += 1;
    }
    assert!(checked > 190, "only {checked} keys");
}

#[test]
fn mistakes_lead_to_the_right_key() {
    for (key, meant) in MISTAKES {
        let (prefix, name) = key.split_once(':').unwrap();
        let suggestion = nearest(get(place(prefix).unwrap()), name);
        assert_eq!(suggestion.best().map(|best| best.key.name), Some(meant), "{key}");
    }
}
