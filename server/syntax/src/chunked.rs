//! A list of things placed in a text, kept in shared chunks: replacing a few of 100,000 copies one chunk and the list of chunks.

use std::ops::Range;
use std::sync::Arc;

/// Something with an offset relative to its chunk.
pub(crate) trait Place: Clone + PartialEq {
    /// The offset it is ordered by.
    fn start(&self) -> u32;
    /// Moves it by `by` bytes, wrapping, so that a move back is possible.
    fn shift(&mut self, by: u32);
}

/// Chunks are cut to this size and hold at most twice as many.
const CHUNK: usize = 64;

#[derive(Clone, Debug)]
struct Chunk<T> {
    base: u32,
    first: u32,
    items: Arc<[T]>,
}

#[derive(Clone, Debug)]
enum Repr<T> {
    Flat(Box<[T]>),
    Chunks(Box<[Chunk<T>]>),
}

/// The list. Offsets of the items it gives out count from the base given beside them.
#[derive(Clone, Debug)]
pub(crate) struct Chunked<T>(Repr<T>);

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self(Repr::Flat(Box::default()))
    }
}

impl<T: Place> Chunked<T> {
    /// Takes items whose offsets count from the owner's start.
    pub(crate) fn new(items: Box<[T]>) -> Self {
        if items.len() <= 2 * CHUNK {
            return Self(Repr::Flat(items));
        }
        let mut chunks = Vec::with_capacity(items.len() / CHUNK + 1);
        push_chunks(&mut chunks, items.into_vec());
        Self::from_chunks(chunks)
    }

    fn from_chunks(mut chunks: Vec<Chunk<T>>) -> Self {
        let mut first = 0;
        for chunk in &mut chunks {
            chunk.first = first;
            first += chunk.items.len() as u32;
        }
        Self(Repr::Chunks(chunks.into_boxed_slice()))
    }

    pub(crate) fn len(&self) -> usize {
        match &self.0 {
            Repr::Flat(items) => items.len(),
            Repr::Chunks(chunks) => chunks.last().map_or(0, |c| c.first as usize + c.items.len()),
        }
    }

    /// The item at `index` with the base its offsets count from.
    pub(crate) fn get(&self, index: usize) -> Option<(u32, &T)> {
        match &self.0 {
            Repr::Flat(items) => items.get(index).map(|i| (0, i)),
            Repr::Chunks(chunks) => {
                let at = chunks.partition_point(|c| c.first as usize <= index).checked_sub(1)?;
                let chunk = chunks.get(at)?;
                chunk.items.get(index - chunk.first as usize).map(|i| (chunk.base, i))
            }
        }
    }

    /// How many items start before `offset` (or at it, with `inclusive`), counted from the owner's start.
    pub(crate) fn count_before(&self, offset: u32, inclusive: bool) -> usize {
        let before = |at: u32| at < offset || (inclusive && at == offset);
        match &self.0 {
            Repr::Flat(items) => items.partition_point(|i| before(i.start())),
            Repr::Chunks(chunks) => {
                let at = chunks.partition_point(|c| c.items.first().is_some_and(|i| before(c.base + i.start())));
                let Some(chunk) = at.checked_sub(1).and_then(|at| chunks.get(at)) else { return 0 };
                chunk.first as usize + chunk.items.partition_point(|i| before(chunk.base + i.start()))
            }
        }
    }

    pub(crate) fn iter(&self) -> Iter<'_, T> {
        Iter { list: Some(self), front: 0, back: self.len(), chunk: &[], base: 0, at: 0 }
    }

    /// Neighbouring items that are shared as one, with the base of their offsets, and whether they are the whole list.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (u32, &[T], bool)> {
        let (flat, chunks): (_, &[Chunk<T>]) = match &self.0 {
            Repr::Flat(items) => (Some((0, &**items, true)), &[]),
            Repr::Chunks(chunks) => (None, chunks),
        };
        flat.into_iter().chain(chunks.iter().map(|c| (c.base, &*c.items, false)))
    }

    /// The items with offsets from the owner's start.
    pub(crate) fn to_vec(&self) -> Vec<T> {
        self.iter().map(|(base, item)| moved(item, base)).collect()
    }

    /// Puts `items` (offsets from the owner's start, in the new text) in the place of those at `range`; what follows moves `by` bytes.
    pub(crate) fn splice(&self, range: Range<usize>, items: Vec<T>, by: u32) -> Self {
        match &self.0 {
            Repr::Flat(old) => {
                let mut all = Vec::with_capacity(old.len() - range.len() + items.len());
                all.extend_from_slice(&old[..range.start]);
                all.extend(items);
                all.extend(old[range.end..].iter().map(|item| moved(item, by)));
                Self::new(all.into_boxed_slice())
            }
            Repr::Chunks(old) => Self::splice_chunks(old, range, items, by),
        }
    }

    fn splice_chunks(old: &[Chunk<T>], range: Range<usize>, items: Vec<T>, by: u32) -> Self {
        let first =
            old.partition_point(|c| c.first as usize + c.items.len() <= range.start).min(old.len().saturating_sub(1));
        let last = old.partition_point(|c| (c.first as usize) < range.end).max(first);
        let mut chunks = Vec::with_capacity(old.len() + 2);
        chunks.extend_from_slice(&old[..first]);
        let mut middle = Vec::with_capacity(items.len() + 2 * CHUNK);
        let touched = &old[first..last.max((first + 1).min(old.len()))];
        for chunk in touched {
            let kept = range.start.saturating_sub(chunk.first as usize).min(chunk.items.len());
            middle.extend(chunk.items[..kept].iter().map(|item| moved(item, chunk.base)));
        }
        middle.extend(items);
        for chunk in touched {
            let skipped = range.end.saturating_sub(chunk.first as usize).min(chunk.items.len());
            let rest = chunk.items.get(skipped..).unwrap_or_default();
            middle.extend(rest.iter().map(|item| moved(item, chunk.base.wrapping_add(by))));
        }
        push_chunks(&mut chunks, middle);
        chunks
            .extend(old[first + touched.len()..].iter().map(|c| Chunk { base: c.base.wrapping_add(by), ..c.clone() }));
        Self::from_chunks(chunks)
    }
}

fn moved<T: Place>(item: &T, by: u32) -> T {
    let mut item = item.clone();
    item.shift(by);
    item
}

fn push_chunks<T: Place>(chunks: &mut Vec<Chunk<T>>, items: Vec<T>) {
    let mut left = items.len();
    let mut items = items.into_iter().peekable();
    while let Some(next) = items.peek() {
        let base = next.start();
        let take = if left <= 2 * CHUNK { left } else { CHUNK };
        left -= take;
        let part: Arc<[T]> = items.by_ref().take(take).map(|i| moved(&i, base.wrapping_neg())).collect();
        chunks.push(Chunk { base, first: 0, items: part });
    }
}

impl<T: Place> PartialEq for Chunked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().zip(other.iter()).all(|((base, a), (other_base, b))| {
                if base == other_base { a == b } else { moved(a, base) == moved(b, other_base) }
            })
    }
}

impl<T: Place + Eq> Eq for Chunked<T> {}

/// Items in order, each with its base.
#[derive(Clone, Debug)]
pub(crate) struct Iter<'a, T> {
    list: Option<&'a Chunked<T>>,
    front: usize,
    back: usize,
    chunk: &'a [T],
    base: u32,
    at: usize,
}

impl<T: Place> Iter<'_, T> {
    /// No items.
    pub(crate) fn empty() -> Self {
        Self { list: None, front: 0, back: 0, chunk: &[], base: 0, at: 0 }
    }

    fn refill(&mut self) {
        self.at = 0;
        let Some(list) = self.list else { return };
        match &list.0 {
            Repr::Flat(items) => self.chunk = items.get(self.front..).unwrap_or_default(),
            Repr::Chunks(chunks) => {
                let at = chunks.partition_point(|c| c.first as usize <= self.front);
                if let Some(chunk) = at.checked_sub(1).and_then(|at| chunks.get(at)) {
                    self.base = chunk.base;
                    self.chunk = chunk.items.get(self.front - chunk.first as usize..).unwrap_or_default();
                }
            }
        }
    }
}

impl<'a, T: Place> Iterator for Iter<'a, T> {
    type Item = (u32, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        if self.front >= self.back {
            return None;
        }
        if self.at >= self.chunk.len() {
            self.refill();
        }
        let item = self.chunk.get(self.at)?;
        self.at += 1;
        self.front += 1;
        Some((self.base, item))
    }

    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        self.front = self.front.saturating_add(n).min(self.back);
        self.chunk = &[];
        self.at = 0;
        self.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.back - self.front;
        (left, Some(left))
    }
}

impl<T: Place> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        self.list.and_then(|list| list.get(self.back))
    }
}

impl<T: Place> ExactSizeIterator for Iter<'_, T> {}
