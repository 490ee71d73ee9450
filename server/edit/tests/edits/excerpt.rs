//! Members of one text put into another, before and after.

use crate::support::{check, place, refused};
use ov_edit::{Editor, Side, apply};
use ov_syntax::Tree;

/// What becomes of `target` when the member of `source` at `member` is put there.
fn put(source: &str, member: &str, target: &str, beside: &str, side: Option<Side>) -> String {
    let (from, into) = (Tree::parse(source), Tree::parse(target));
    let excerpt = Editor::new(source, &from).excerpt(place(source, member)).unwrap();
    let editor = Editor::new(target, &into);
    let edits = match side {
        Some(side) => editor.add_excerpt(place(target, beside), side, &excerpt),
        None => editor.append_excerpt(place(target, beside), &excerpt),
    };
    apply(target, &edits.unwrap())
}

#[test]
fn items_come_with_their_comments_at_the_columns_of_their_new_place() {
    let source = "a:\n    # on x\n    - x: |\n        one\n\n          two\n      # on y\n      y: 1 # z\n";
    let target = "b:\r\n- c: 1\r\n- d: 1\r\n";
    assert_eq!(
        put(source, "- x", target, "c: 1", Some(Side::After)),
        "b:\r\n- c: 1\r\n# on x\r\n- x: |\r\n    one\r\n\r\n      two\r\n  # on y\r\n  y: 1 # z\r\n- d: 1\r\n"
    );
    assert_eq!(put("- 1\n", "1", "- 2\n- 3", "2", None), "- 2\n- 3\n- 1");
    assert_eq!(put("- a: 1\n  b: 2\n", "a", "x:\n  c: 1\n", "c", Some(Side::Before)), "x:\n  a: 1\n  c: 1\n");
}

#[test]
fn what_cannot_move_is_refused() {
    refused("- &x 1\n- *x\n", "anchors", |e, t| e.excerpt(place(t, "1")).map(|_| Vec::new()));
    refused("[1]\n", "lines", |e, t| e.excerpt(place(t, "1")).map(|_| Vec::new()));
    let tree = Tree::parse("a: 1\n");
    let entry = Editor::new("a: 1\n", &tree).excerpt(place("a: 1\n", "a")).unwrap();
    refused("a: 2\n", "already", |e, t| e.append_excerpt(place(t, "a"), &entry));
    refused("{b: 2}\n", "lines", |e, t| e.append_excerpt(place(t, "b"), &entry));
}

#[test]
fn entries_go_under_other_keys() {
    let under = |before: &str, key: &str, paths: &[&[&str]], after: &str| {
        let paths: Vec<Vec<&str>> = paths.iter().map(|path| path.to_vec()).collect();
        check(before, after, |e, t| e.move_under(place(t, key), &paths));
    };
    let old = "a:\n  z: 1\n  # red hat\n  rpm:\n    packages: [x] # one\n";
    let new = "a:\n  z: 1\n  distro:\n    # red hat\n    fedora:\n      packages: [x] # one\n";
    under(old, "rpm", &[&["distro", "fedora"]], new);
    let old = "deb: {p: [x]}\ndistro:\n  fedora: {}\nz: 1\n";
    let new = "distro:\n  fedora: {}\n  debian: {p: [x]}\n  ubuntu: {p: [x]}\nz: 1\n";
    under(old, "deb", &[&["distro", "debian"], &["distro", "ubuntu"]], new);
    let old = "aur: [x]\ndistro:\n  arch:\n    p: [y]\n";
    under(old, "aur", &[&["distro", "arch", "aur"]], "distro:\n  arch:\n    p: [y]\n    aur: [x]\n");
    refused("rpm: 1\ndistro:\n  fedora: 2\n", "already", |e, t| {
        e.move_under(place(t, "rpm"), &[vec!["distro", "fedora"]])
    });
    refused("rpm: 1\ndistro: {}\n", "no keys", |e, t| e.move_under(place(t, "rpm"), &[vec!["distro", "fedora"]]));
}

#[test]
fn a_document_gets_one_key() {
    let old = "# file\n\n# on a\na: |\n  x\n\n   \n  y # no\nb:\n- 1\n- [2,\n  3]\n# end\n";
    let new = "# file\n\nlayer:\n  # on a\n  a: |\n    x\n\n     \n    y # no\n  b:\n  - 1\n  - [2,\n    3]\n# end\n";
    check(old, new, |e, t| e.wrap(place(t, "b"), "layer"));
    check("--- # x\na: 1", "--- # x\nlayer:\n  a: 1", |e, t| e.wrap(place(t, "a"), "layer"));
    refused("{a: 1}\n", "no keys", |e, t| e.wrap(place(t, "a"), "layer"));
}
