//! Names of systemd units.

/// Endings that make a name a unit's full name; the deploy step knows no others.
const UNIT_SUFFIXES: [&str; 7] = [".service", ".timer", ".socket", ".path", ".target", ".mount", ".slice"];

/// The unit that a packaged entry enables.
pub fn packaged_unit(unit: &str) -> String {
    let is_full = UNIT_SUFFIXES.iter().any(|suffix| unit.ends_with(suffix));
    if is_full { unit.to_owned() } else { format!("{unit}.service") }
}

/// The unit that is written for a custom entry, without its ending.
pub fn custom_unit(layer: &str, entry: &str) -> String {
    format!("ov-{layer}-{entry}")
}
