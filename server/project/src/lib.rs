//! The typed model with spans, project discovery, the graph and the target model.
//!
//! Everything here is pure: it reads through [`Files`], never fails, and says what is odd as [`Problem`]s.

mod config;
mod dialect;
mod directive;
mod discover;
mod files;
mod glob;
mod graph;
mod image;
mod items;
mod layer;
mod layer_file;
mod load;
mod lower;
pub mod packages;
mod past;
mod paths;
mod problem;
mod project;
mod record;
mod root_file;
mod scalar;
mod tables;
mod target;
mod unit;
mod view;

pub use config::{CONFIG_FILE, Config, Override, RuleSetting};
pub use dialect::{Dialect, Standing, successor};
pub use directive::Directive;
pub use files::{DirEntry, EntryKind, Files, MemoryFiles, ReadError};
pub use graph::{Graph, GraphFacts, LayerRef, Reached, short_name};
pub use image::{Base, ImageFacts, base, base_reference, image_facts};
pub use items::{ItemRun, Items};
pub use layer::{Form, Service};
pub use layer_file::{LayerField, LayerFile};
pub use load::{LATER_FILES, LAYER_FILE, ROOT_FILE, load, load_with};
pub use past::{Drift, Past};
pub use paths::{display, normalize};
pub use problem::{Problem, ProblemKind, Shape};
pub use project::{
    BrokenImport, FileContent, FileId, ImageId, ImportFailure, Layer, LayerId, Namespace, PlacedEntity, Project,
    ShadowedLayer, SourceFile, Unresolved,
};
pub use record::{Datum, Field, Name, Record, Value};
pub use root_file::{Discover, Entity, Import, InlineContent, InlineLayer, RootFile};
pub use tables::{PackageFacts, Tables};
pub use target::{Init, Target, TargetKind, Targets};
pub use unit::{PlacedUnit, Unit};
pub use view::{At, View};
