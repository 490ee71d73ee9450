//! Shell texts that were read, so that all rules and all versions of a layer share them.

use super::Script;
use ov_project::{PlacedUnit, Unit};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The scripts of a layer's tasks by the task.
#[derive(Debug, Default)]
pub struct Scripts(Mutex<FxHashMap<usize, Known>>);

/// Holds its task, so that no other one can come to the same address.
#[derive(Debug)]
struct Known {
    task: Arc<Unit>,
    script: Option<Arc<Script>>,
}

impl Scripts {
    /// The script of a task, which says `text`; `None` where that is no shell text.
    pub(crate) fn of(&self, task: PlacedUnit<'_>, text: &str) -> Option<Arc<Script>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || Known { task: task.unit.clone(), script: Script::read(text).map(Arc::new) };
        known.entry(Arc::as_ptr(task.unit).addr()).or_insert_with(read).script.clone()
    }

    /// Forgets tasks that nothing else holds any more.
    pub(crate) fn tidy(&self) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, known| Arc::strong_count(&known.task) > 1);
    }
}
