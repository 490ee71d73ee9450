//! The pages of `docs/rules` are what the rules say of themselves. `OV_UPDATE=1 cargo test -p ov-rules --test pages` writes them.
#![allow(clippy::unwrap_used, missing_docs)]

use ov_rules::{Group, Info, registry};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// Between these lines of the README stands what is listed here.
const LIST: [&str; 2] = ["<!-- rules -->\n", "<!-- end of rules -->\n"];
const README: &str = "README.md";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")
}

fn facts() -> impl Iterator<Item = &'static Info> {
    registry::all().iter().map(|rule| rule.info())
}

fn level(info: &Info) -> String {
    let off = if info.default_on { "" } else { ", off by default" };
    format!("{}{off}", info.severity.name())
}

fn page(info: &Info) -> String {
    let title = format!("# {}\n", info.id);
    let rest = info.docs.strip_prefix(&title).unwrap();
    format!("{title}\n> {}\n>\n> Group `{}`, {}\n{rest}", info.summary, info.group.name(), level(info))
}

fn list() -> String {
    let mut list = String::new();
    for group in Group::ALL {
        let mut rules: Vec<&Info> = facts().filter(|info| info.group == group).collect();
        if rules.is_empty() {
            continue;
        }
        rules.sort_by_key(|info| info.id);
        write!(list, "### {}\n\n| rule | usually | finds |\n|---|---|---|\n", group.name()).unwrap();
        for info in rules {
            let finds = info.summary.replace('|', "\\|");
            writeln!(list, "| [{id}]({id}.md) | {} | {finds} |", level(info), id = info.id).unwrap();
        }
        list.push('\n');
    }
    list
}

fn readme(now: &str) -> String {
    let (head, rest) = now.split_once(LIST[0]).unwrap();
    let (_, tail) = rest.split_once(LIST[1]).unwrap();
    format!("{head}{}\n{}{}{tail}", LIST[0], list(), LIST[1])
}

fn wanted() -> BTreeMap<String, String> {
    let now = fs::read_to_string(folder().join(README)).unwrap();
    let pages = facts().map(|info| (format!("{}.md", info.id), page(info)));
    pages.chain([(README.to_owned(), readme(&now))]).collect()
}

fn written() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    files
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_rule_has_its_page() {
    let wanted = wanted();
    if std::env::var_os("OV_UPDATE").is_some() {
        for name in written().keys().filter(|name| !wanted.contains_key(*name)) {
            fs::remove_file(folder().join(name)).unwrap();
        }
        for (name, text) in &wanted {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    let written = written();
    let names = wanted.keys().chain(written.keys());
    let stale: Vec<_> = names.filter(|name| wanted.get(*name) != written.get(*name)).collect();
    assert!(stale.is_empty(), "stale; run `OV_UPDATE=1 cargo test -p ov-rules --test pages`: {stale:?}");
}
