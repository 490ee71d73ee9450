//! The members of all folders of a tree.

use super::command::{GitError, output};
use std::collections::BTreeMap;
use std::path::Path;

/// What a tree holds under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    Folder,
    /// A file, by the id of its content.
    File(String),
    /// A symbolic link, by the id of its text.
    Link(String),
    /// Another repository, by the commit of it.
    Module(String),
}

/// Folders by path from the top, and what is in them by name.
#[derive(Debug, Default)]
pub(super) struct Listing(BTreeMap<String, BTreeMap<String, Member>>);

impl Listing {
    /// All of a tree.
    pub(super) fn of(top: &Path, tree: &str) -> Result<Self, GitError> {
        let said = output(top, &["ls-tree", "-r", "-t", "-z", "--full-tree", tree])?;
        let mut listing = Self(BTreeMap::from([(String::new(), BTreeMap::new())]));
        for record in said.split(|b| *b == 0).filter(|record| !record.is_empty()) {
            listing.add(&String::from_utf8_lossy(record));
        }
        Ok(listing)
    }

    /// One record: mode, type and id, a tab, the path.
    fn add(&mut self, record: &str) {
        let Some((about, path)) = record.split_once('\t') else { return };
        let mut words = about.split(' ');
        let (Some(mode), Some(_), Some(id)) = (words.next(), words.next(), words.next()) else { return };
        let member = match mode {
            "040000" => {
                self.0.entry(path.to_owned()).or_default();
                Member::Folder
            }
            "120000" => Member::Link(id.to_owned()),
            "160000" => Member::Module(id.to_owned()),
            _ => Member::File(id.to_owned()),
        };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.0.entry(folder.to_owned()).or_default().insert(name.to_owned(), member);
    }

    /// What is in a folder, by name.
    pub(super) fn members(&self, folder: &str) -> Option<&BTreeMap<String, Member>> {
        self.0.get(folder)
    }

    /// The modules, by path, with their commits.
    pub(super) fn modules(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().flat_map(|(folder, members)| {
            members.iter().filter_map(move |(name, member)| match member {
                Member::Module(commit) => Some((below(folder, name), commit.as_str())),
                _ => None,
            })
        })
    }
}

/// `name` in `folder`.
pub(super) fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn records_are_read_whatever_the_names_are() {
        let mut listing = Listing::default();
        for record in [
            "040000 tree 1\tlayers",
            "100644 blob 2\tlayers/a\tb\n.yml",
            "120000 blob 3\tlink",
            "160000 commit 4\tlayers/sub",
            "nonsense",
        ] {
            listing.add(record);
        }
        assert_eq!(listing.members("layers").unwrap()["a\tb\n.yml"], Member::File("2".into()));
        assert_eq!(listing.members("").unwrap()["link"], Member::Link("3".into()));
        assert_eq!(listing.modules().collect::<Vec<_>>(), [("layers/sub".to_owned(), "4")]);
        assert_eq!(listing.members("nowhere"), None);
    }
}
