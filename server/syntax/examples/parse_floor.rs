//! The least that a checker of a project can do, for comparison: lists the folders below `layers/`, reads each
//! `layer.yml` and takes all parser events, in one thread. See `docs/performance.md`.
#![allow(clippy::print_stdout)]

use granit_parser::Parser;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::args().nth(1).unwrap_or_else(|| ".".into());
    let (mut files, mut events) = (0_usize, 0_usize);
    for entry in fs::read_dir(Path::new(&root).join("layers"))? {
        let dir = entry?.path();
        for member in fs::read_dir(&dir)? {
            let member = member?;
            if member.file_name() == "layer.yml" {
                let text = fs::read_to_string(member.path())?;
                files += 1;
                events += Parser::new_from_str(&text).filter_map(Result::ok).count();
            }
        }
    }
    println!("{files} files, {events} events");
    Ok(())
}
