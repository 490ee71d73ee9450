//! How far two words are apart.

/// Letters that are compared; work stays bounded whatever the words.
const LIMIT: usize = 64;

/// Optimal string alignment distance: inserted, deleted, changed and swapped neighbouring letters, each counting 1.
/// Words longer than 64 letters are compared by their first 64.
pub fn distance(left: &str, right: &str) -> usize {
    distance_within(left, right, LIMIT).unwrap_or(LIMIT)
}

/// The same where it is at most `limit`; a few letters tell most words apart.
pub(crate) fn distance_within(left: &str, right: &str, limit: usize) -> Option<usize> {
    let (left, left_len) = letters(left);
    let (right, right_len) = letters(right);
    if left_len.abs_diff(right_len) > limit {
        return None;
    }
    let mut before_last = [0_usize; LIMIT + 1];
    let mut last: [usize; LIMIT + 1] = std::array::from_fn(|column| column);
    let mut current = [0_usize; LIMIT + 1];
    for row in 0..left_len {
        current[0] = row + 1;
        let mut cheapest = row + 1;
        for column in 0..right_len {
            let changed = last[column] + usize::from(left[row] != right[column]);
            let mut best = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let neighbours = row > 0 && column > 0;
            if neighbours && left[row] == right[column - 1] && left[row - 1] == right[column] {
                best = best.min(before_last[column - 1] + 1);
            }
            current[column + 1] = best;
            cheapest = cheapest.min(best);
        }
        // What is above the limit in two rows on end stays so: a swap reaches back one row.
        if cheapest > limit && last[..=right_len].iter().all(|&cost| cost > limit) {
            return None;
        }
        before_last = last;
        last = current;
    }
    Some(last[right_len]).filter(|&cost| cost <= limit)
}

fn letters(word: &str) -> ([char; LIMIT], usize) {
    let mut letters = ['\0'; LIMIT];
    let mut len = 0;
    for (slot, letter) in letters.iter_mut().zip(word.chars()) {
        *slot = letter;
        len += 1;
    }
    (letters, len)
}

#[cfg(test)]
mod tests {
    use super::{distance, distance_within};

    #[test]
    fn each_kind_of_slip_counts_one() {
        assert_eq!(distance("device", "devices"), 1);
        assert_eq!(distance("execc", "exec"), 1);
        assert_eq!(distance("restrat", "restart"), 1);
        assert_eq!(distance("prioritx", "priority"), 1);
    }

    #[test]
    fn it_is_symmetric_and_zero_only_for_equal_words() {
        let words = ["", "exec", "env", "event", "start_sec", "stop_signal", "ä", "aä"];
        for one in words {
            for other in words {
                assert_eq!(distance(one, other), distance(other, one));
                assert_eq!(distance(one, other) == 0, one == other);
            }
        }
    }

    #[test]
    fn a_limit_changes_nothing_below_it() {
        let words = [
            "", "a", "ab", "ba", "exec", "exce", "event", "restart", "restrat", "prioritx", "priority", "l00123",
            "l00213",
        ];
        for one in words {
            for other in words {
                for limit in 0..6 {
                    let exact = Some(distance(one, other)).filter(|&apart| apart <= limit);
                    assert_eq!(distance_within(one, other, limit), exact, "{one} {other} {limit}");
                }
            }
        }
    }

    #[test]
    fn nothing_costs_the_length_of_the_other() {
        assert_eq!(distance("", "event"), 5);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ca", "abc"), 3);
    }
}
