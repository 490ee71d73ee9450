//! How far two words are apart.

/// Optimal string alignment distance: inserted, deleted, changed and swapped neighbouring letters, each counting 1.
/// Work is bounded: words longer than 64 letters are compared by their first 64.
pub fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(64).collect();
    let right: Vec<char> = right.chars().take(64).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in right.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            let mut best = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && letter == right[column - 1] && left[row - 1] == other;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

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
    fn nothing_costs_the_length_of_the_other() {
        assert_eq!(distance("", "event"), 5);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("ca", "abc"), 3);
    }
}
