//! Repairs of a real project with mistakes made in it: what each safe fix may do and may not do, and how many mistakes are undone.
//!
//! `OV_MUTANTS=20000 cargo test --release -p ov-lsp --test mutants -- --nocapture` tries that many and prints the figures of
//! `docs/fixes.md`. `OV_SEED=N` makes other mistakes.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

mod forms;
mod judge;
mod maps;
mod model;
mod mutate;
mod project;
mod tally;

use fastrand::Rng;
use mutate::{Kind, Mutant};
use project::Corpus;
use std::str::FromStr;
use tally::Tally;

/// How many are tried where nobody says; a build for debugging takes its time.
const USUALLY: usize = if cfg!(debug_assertions) { 150 } else { 1000 };

/// What the random numbers begin with where nobody says.
const SEED: u64 = 0x5eed_0fa1_1ab1_e5e5;

fn told<T: FromStr>(variable: &str) -> Option<T> {
    std::env::var(variable).ok().and_then(|n| n.parse().ok())
}

#[test]
fn safe_fixes_do_what_they_say_and_most_mistakes_are_undone() {
    let Some(corpus) = Corpus::read() else { return };
    let mut random = Rng::with_seed(told("OV_SEED").unwrap_or(SEED));
    let mut tally = Tally::default();
    let wanted = told("OV_MUTANTS").unwrap_or(USUALLY);
    while tally.mutants() < wanted {
        let mutants: Vec<Mutant<'_>> =
            corpus.layers.iter().filter_map(|layer| mutate::random(layer, &mut random)).collect();
        assert!(!mutants.is_empty());
        judge::batch(&corpus, &mutants, &mut random, &mut tally);
    }
    eprintln!("{tally}");
    assert!(tally.failures.is_empty(), "{} failures, the first:\n{}", tally.failures.len(), tally.first_failures());
    for kind in [Kind::Slip, Kind::Plural] {
        assert!(tally.restored_share(&[kind]) >= 9500, "{kind:?}");
    }
    assert!(tally.restored_share(&Kind::ONE_ENTRY) >= 9500);
}

#[test]
fn maps_that_are_taken_away_come_back() {
    let Some(corpus) = Corpus::read() else { return };
    maps::all(&corpus);
}

#[test]
fn pairs_that_are_taken_apart_come_together() {
    let Some(corpus) = Corpus::read() else { return };
    forms::all(&corpus);
}
