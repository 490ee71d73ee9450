//! Compiles `schemas/*.schema.json` into static Rust tables, so that nothing is parsed when the server starts.

mod emit;
mod files;
mod key;
mod shape;

use std::{env, error::Error, fs, path::Path};

type Outcome<T> = Result<T, Box<dyn Error>>;

// Standard output is how a build script talks to cargo.
#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../schemas");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = files::Files::read(&folder)?;
    let tables = emit::tables(&files)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("tables.rs"), tables)?;
    Ok(())
}
