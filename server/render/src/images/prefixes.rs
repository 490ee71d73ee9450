//! Siblings that start with the same layers, and the images made for what they share.

use ov_project::LayerId;

/// One of several images on the same base.
#[derive(Clone, Debug)]
pub(super) struct Sibling {
    /// Index of the image.
    pub(super) image: usize,
    /// Its layers in build order.
    pub(super) layers: Vec<LayerId>,
}

/// What to do with the siblings.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    /// Images to make, each on one that stands before it or on the base of the siblings.
    pub(super) made: Vec<Made>,
    /// Images that move, and where to.
    pub(super) moved: Vec<(usize, Onto)>,
}

/// An image made for shared layers.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) onto: Onto,
    pub(super) layers: Vec<LayerId>,
}

/// What an image stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Onto {
    /// What the siblings stood on.
    Base,
    /// An image of [`Sharing::made`].
    Made(usize),
    /// One of the siblings.
    Sibling(usize),
}

struct Group {
    onto: Onto,
    members: Vec<Sibling>,
    /// How many layers the members are known to share.
    depth: usize,
}

/// Walks the tree of common beginnings; `siblings` are sorted by name.
pub(super) fn share(siblings: Vec<Sibling>) -> Sharing {
    let mut sharing = Sharing::default();
    let mut open = vec![Group { onto: Onto::Base, members: siblings, depth: 0 }];
    while let Some(group) = open.pop() {
        for branch in branches(&group) {
            if let Some(next) = sharing.add(group.onto, branch, group.depth) {
                open.push(next);
            }
        }
    }
    sharing
}

/// Members by the layer that comes next, in the order of that layer's name; those without one stay where they are.
fn branches(group: &Group) -> Vec<Vec<Sibling>> {
    let mut longer: Vec<&Sibling> = group.members.iter().filter(|s| s.layers.len() > group.depth).collect();
    longer.sort_by_key(|s| s.layers[group.depth]);
    let same_next = |a: &&Sibling, b: &&Sibling| a.layers[group.depth] == b.layers[group.depth];
    longer.chunk_by(same_next).map(|branch| branch.iter().map(|&s| s.clone()).collect()).collect()
}

impl Sharing {
    fn add(&mut self, onto: Onto, members: Vec<Sibling>, start: usize) -> Option<Group> {
        let depth = common_length(&members);
        let ends_here = |s: &Sibling| s.layers.len() == depth;
        if members.len() < 2 || members.iter().all(ends_here) {
            self.moved.extend(members.iter().map(|s| (s.image, onto)));
            return None;
        }
        // An image that is exactly what is shared serves the others.
        if let Some(shared) = members.iter().find(|s| ends_here(s)).map(|s| s.image) {
            self.moved.push((shared, onto));
            let others: Vec<Sibling> = members.into_iter().filter(|s| s.image != shared).collect();
            self.moved.extend(others.iter().map(|s| (s.image, Onto::Sibling(shared))));
            return Some(Group { onto: Onto::Sibling(shared), members: others, depth });
        }
        self.made.push(Made { onto, layers: members[0].layers[start..depth].to_vec() });
        let made = Onto::Made(self.made.len() - 1);
        self.moved.extend(members.iter().map(|s| (s.image, made)));
        Some(Group { onto: made, members, depth })
    }
}

fn common_length(members: &[Sibling]) -> usize {
    let Some((first, others)) = members.split_first() else { return 0 };
    let shared_with = |other: &Sibling| first.layers.iter().zip(&other.layers).take_while(|(a, b)| a == b).count();
    others.iter().map(shared_with).min().unwrap_or(first.layers.len())
}

#[cfg(test)]
mod tests {
    use super::{Onto, Sibling, share};
    use ov_project::LayerId;

    fn siblings(lists: &[&[u32]]) -> Vec<Sibling> {
        let sibling =
            |(image, layers): (usize, &&[u32])| Sibling { image, layers: layers.iter().map(|&l| LayerId(l)).collect() };
        lists.iter().enumerate().map(sibling).collect()
    }

    /// Where each image ends up.
    fn places(lists: &[&[u32]]) -> (Vec<Vec<u32>>, Vec<Onto>) {
        let sharing = share(siblings(lists));
        let mut places = vec![Onto::Base; lists.len()];
        for (image, onto) in sharing.moved {
            places[image] = onto;
        }
        let made = sharing.made.iter().map(|m| m.layers.iter().map(|l| l.0).collect()).collect();
        (made, places)
    }

    #[test]
    fn what_two_start_with_becomes_an_image() {
        let (made, places) = places(&[&[1, 2, 3], &[1, 2, 4], &[5]]);
        assert_eq!(made, [vec![1, 2]]);
        assert_eq!(places, [Onto::Made(0), Onto::Made(0), Onto::Base]);
    }

    #[test]
    fn shared_beginnings_nest() {
        let (made, places) = places(&[&[1, 2, 3], &[1, 2, 4], &[1, 5]]);
        assert_eq!(made, [vec![1], vec![2]]);
        assert_eq!(places, [Onto::Made(1), Onto::Made(1), Onto::Made(0)]);
    }

    #[test]
    fn an_image_that_is_the_beginning_serves_the_others_and_twins_stay() {
        assert_eq!(places(&[&[1, 2], &[1]]), (vec![], vec![Onto::Sibling(1), Onto::Base]));
        assert_eq!(places(&[&[1, 2], &[1, 2]]), (vec![], vec![Onto::Base, Onto::Base]));
        assert_eq!(places(&[&[], &[1]]), (vec![], vec![Onto::Base, Onto::Base]));
    }
}
