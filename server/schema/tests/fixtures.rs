//! The good and bad files of `tests/schema` against the schemas, through the `jsonschema` crate.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn fixtures(kind: &str) -> Vec<(PathBuf, String)> {
    let folder = support::repository().join("tests/schema").join(kind);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn failing(path: &Path, text: &str) -> BTreeSet<String> {
    let schema = path.file_name().unwrap().to_str().unwrap().split('.').next().unwrap();
    let validator = support::validator(schema);
    let documents = support::documents(text).unwrap();
    documents.iter().flat_map(|document| support::failures(&validator, document)).collect()
}

#[test]
fn good_files_pass() {
    for (path, text) in fixtures("good") {
        assert_eq!(failing(&path, &text), BTreeSet::new(), "{}", path.display());
    }
}

#[test]
fn bad_files_fail_where_they_say() {
    for (path, text) in fixtures("bad") {
        let said = text.lines().filter_map(|line| line.strip_prefix("# fails at:"));
        let expected: BTreeSet<String> = said.map(|place| place.trim().to_owned()).collect();
        assert_eq!(failing(&path, &text), expected, "{}", path.display());
    }
}
