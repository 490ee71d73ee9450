//! Finding layer folders.

use crate::config::CONFIG_FILE;
use crate::files::{DirEntry, EntryKind, Files, ReadError};
use crate::load::{LAYER_FILE, ROOT_FILE};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Folders below folders; deeper ones are cut off, so that a loop of links ends.
const DEPTH: usize = 16;

/// Folders of a layer that are looked into; one with more is no place for single files.
const SUBFOLDERS: usize = 16;

/// Names of root files by convention.
const CONVENTIONAL: [&str; 8] =
    ["android.yml", "base.yml", "build.yml", "image.yml", "k8s.yml", "local.yml", "pod.yml", "vm.yml"];

/// A folder with a layer file.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) file: PathBuf,
    pub(crate) siblings: Arc<[SmolStr]>,
}

/// The layer folder `dir`, where it is one.
pub(crate) fn layer_dir(files: &dyn Files, dir: &Path) -> Option<Found> {
    let members = files.list(dir).ok()?;
    members.iter().any(|m| m.name == LAYER_FILE).then(|| found(files, dir, &members))
}

/// The layer file `path`, whatever its name.
pub(crate) fn layer_file(files: &dyn Files, path: &Path) -> Option<Found> {
    let dir = path.parent()?;
    let members = files.list(dir).unwrap_or_default();
    Some(Found { file: path.to_path_buf(), ..found(files, dir, &members) })
}

/// A folder to look into. Behind a link only a layer itself counts: the loader's search does not follow links further, and
/// so no loop of them has an end to be found.
struct Visit {
    dir: PathBuf,
    is_link: bool,
}

/// What stands below a folder.
#[derive(Debug, Default)]
pub(crate) struct Below {
    /// Layer folders, sorted by path.
    pub(crate) layers: Vec<Found>,
    /// Folders that cannot be looked into.
    pub(crate) unreadable: Vec<(PathBuf, ReadError)>,
}

/// What one folder is, and where to look next.
#[derive(Default)]
struct Visited {
    layer: Option<Found>,
    next: Vec<Visit>,
    error: Option<ReadError>,
}

/// All layer folders below `start`.
pub(crate) fn layer_dirs(files: &dyn Files, start: &Path, recursive: bool) -> Below {
    let mut below = Below::default();
    let mut level = vec![Visit { dir: start.to_path_buf(), is_link: false }];
    for depth in 0..DEPTH {
        let slots: Vec<Mutex<Visited>> = level.iter().map(|_| Mutex::default()).collect();
        files.for_each(level.len(), &|index| {
            let visited = visit(files, &level[index]);
            *slots[index].lock().unwrap_or_else(PoisonError::into_inner) = visited;
        });
        let mut next = Vec::new();
        for (slot, at) in slots.into_iter().zip(level) {
            let visited = slot.into_inner().unwrap_or_else(PoisonError::into_inner);
            below.layers.extend(visited.layer);
            below.unreadable.extend(visited.error.map(|error| (at.dir, error)));
            next.extend(visited.next);
        }
        level = next;
        if level.is_empty() || (!recursive && depth == 1) {
            break;
        }
    }
    below.layers.sort_by(|a, b| a.file.cmp(&b.file));
    below
}

/// Folders right below `start` that hold no layer file, not even further down: each is an empty layer.
pub(crate) fn bare_layer_dirs(files: &dyn Files, start: &Path, layers: &[Found]) -> Vec<Found> {
    let holding: FxHashSet<&OsStr> = layers.iter().filter_map(|layer| first_below(start, &layer.file)).collect();
    let is_bare = |m: &&DirEntry| {
        let is_own = m.kind == EntryKind::Directory && !m.is_link && !m.name.starts_with('.');
        is_own && !holding.contains(OsStr::new(&m.name))
    };
    let members = files.list(start).unwrap_or_default();
    let dirs = members.iter().filter(is_bare).map(|m| start.join(&m.name));
    dirs.filter_map(|dir| Some(found(files, &dir, &files.list(&dir).ok()?))).collect()
}

fn first_below<'p>(start: &Path, path: &'p Path) -> Option<&'p OsStr> {
    path.strip_prefix(start).ok()?.iter().next()
}

/// The layer at `dir`, and the folders to look into next. A layer's own folders hold its files, not layers.
fn visit(files: &dyn Files, Visit { dir, is_link }: &Visit) -> Visited {
    let members = match files.list(dir) {
        Ok(members) => members,
        Err(_) if files.kind(dir) != Some(EntryKind::Directory) => return Visited::default(),
        Err(error) => return Visited { error: Some(error), ..Visited::default() },
    };
    if members.iter().any(|m| m.name == LAYER_FILE) {
        return Visited { layer: Some(found(files, dir, &members)), ..Visited::default() };
    }
    if *is_link {
        return Visited::default();
    }
    let folders = members.iter().filter(|m| m.kind == EntryKind::Directory && !m.name.starts_with('.'));
    let next = folders.map(|m| Visit { dir: dir.join(&m.name), is_link: m.is_link }).collect();
    Visited { next, ..Visited::default() }
}

fn found(files: &dyn Files, dir: &Path, members: &[DirEntry]) -> Found {
    let mut siblings: Vec<SmolStr> = members.iter().filter(|m| m.name != LAYER_FILE).map(|m| name_in("", m)).collect();
    let folders = members.iter().filter(|m| m.kind == EntryKind::Directory && !m.is_link);
    if folders.clone().count() <= SUBFOLDERS {
        for folder in folders {
            let below = files.list(&dir.join(&folder.name)).unwrap_or_default();
            siblings.extend(below.iter().map(|m| name_in(&format!("{}/", folder.name), m)));
        }
    }
    Found { file: dir.join(LAYER_FILE), siblings: siblings.into() }
}

fn name_in(folder: &str, member: &DirEntry) -> SmolStr {
    let slash = if member.kind == EntryKind::Directory { "/" } else { "" };
    smol_str::format_smolstr!("{folder}{}{slash}", member.name)
}

/// Other files beside the root file that may hold entities: neither drafts nor examples, nor what other programs name.
pub(crate) fn other_root_files(files: &dyn Files, root: &Path) -> Vec<PathBuf> {
    const DRAFTS: [&str; 7] = ["example", "sample", "template", "draft", "backup", "old", "test"];
    let Ok(members) = files.list(root) else { return Vec::new() };
    let may_count = |name: &str| {
        let Some(stem) = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml")) else { return false };
        let is_known =
            CONVENTIONAL.contains(&name) || [ROOT_FILE, LAYER_FILE, CONFIG_FILE, "deploy.yml"].contains(&name);
        !is_known && !stem.contains('.') && !DRAFTS.iter().any(|draft| stem.contains(draft))
    };
    members.iter().filter(|m| m.kind == EntryKind::File && may_count(&m.name)).map(|m| root.join(&m.name)).collect()
}

/// Root files by their conventional names, present beside the root file.
pub(crate) fn conventional_root_files(files: &dyn Files, root: &Path) -> Vec<PathBuf> {
    let Ok(members) = files.list(root) else { return Vec::new() };
    let is_conventional = |name: &str| name != ROOT_FILE && CONVENTIONAL.contains(&name);
    members
        .iter()
        .filter(|m| m.kind == EntryKind::File && is_conventional(&m.name))
        .map(|m| root.join(&m.name))
        .collect()
}
