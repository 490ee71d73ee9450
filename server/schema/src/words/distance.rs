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
    if left.is_ascii() && right.is_ascii() {
        return aligned(clipped(left.as_bytes()), clipped(right.as_bytes()), limit);
    }
    let letters = |word: &str| word.chars().take(LIMIT).collect::<Vec<_>>();
    aligned(&letters(left), &letters(right), limit)
}

fn clipped(letters: &[u8]) -> &[u8] {
    &letters[..letters.len().min(LIMIT)]
}

/// Rows and columns of the table are the letters of the two words; only cells near its diagonal can be within the limit.
fn aligned<L: PartialEq>(left: &[L], right: &[L], limit: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let (left, right) = without_common_ends(left, right);
    let far = limit.min(LIMIT) as u8 + 1;
    let mut before_last = [far; LIMIT + 2];
    let mut last: [u8; LIMIT + 2] = std::array::from_fn(|column| far.min(column as u8));
    let mut current = [far; LIMIT + 2];
    for row in 0..left.len() {
        let (from, to) = (row.saturating_sub(limit), right.len().min(row + limit + 1));
        current[from] = if from == 0 { far.min(row as u8 + 1) } else { far };
        let mut cheapest = current[from];
        for column in from..to {
            let changed = last[column] + u8::from(left[row] != right[column]);
            let mut best = changed.min(last[column + 1] + 1).min(current[column] + 1);
            let neighbours = row > 0 && column > 0;
            if neighbours && left[row] == right[column - 1] && left[row - 1] == right[column] {
                best = best.min(before_last[column - 1] + 1);
            }
            current[column + 1] = best.min(far);
            cheapest = cheapest.min(best.min(far));
        }
        current[to + 1] = far;
        // What is above the limit in two rows on end stays so: a swap reaches back one row.
        if cheapest == far && last[from..=to].iter().all(|&cost| cost == far) {
            return None;
        }
        before_last = last;
        last = current;
    }
    Some(last[right.len()]).filter(|&cost| cost < far).map(usize::from)
}

/// Letters that two words begin and end with count for nothing.
fn without_common_ends<'w, L: PartialEq>(left: &'w [L], right: &'w [L]) -> (&'w [L], &'w [L]) {
    let front = left.iter().zip(right).take_while(|(l, r)| l == r).count();
    let (left, right) = (&left[front..], &right[front..]);
    let back = left.iter().rev().zip(right.iter().rev()).take_while(|(l, r)| l == r).count();
    (&left[..left.len() - back], &right[..right.len() - back])
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

    /// The whole table, letter by letter.
    fn plain(left: &str, right: &str) -> usize {
        let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
        let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
        for row in 0..=left.len() {
            for column in 0..=right.len() {
                table[row][column] = if row == 0 || column == 0 {
                    row + column
                } else {
                    let changed = table[row - 1][column - 1] + usize::from(left[row - 1] != right[column - 1]);
                    let mut best = changed.min(table[row - 1][column] + 1).min(table[row][column - 1] + 1);
                    let swapped = row > 1
                        && column > 1
                        && left[row - 1] == right[column - 2]
                        && left[row - 2] == right[column - 1];
                    if swapped {
                        best = best.min(table[row - 2][column - 2] + 1);
                    }
                    best
                };
            }
        }
        table[left.len()][right.len()]
    }

    #[test]
    fn it_is_what_the_whole_table_says() {
        let words: Vec<String> = (0..3_usize.pow(6))
            .map(|mut number| {
                let mut word = String::new();
                while number > 0 {
                    word.push(['a', 'b', 'é'][number % 3]);
                    number /= 3;
                }
                word
            })
            .collect();
        for one in &words {
            for other in words.iter().step_by(7) {
                assert_eq!(distance(one, other), plain(one, other), "{one} {other}");
                for limit in 0..4 {
                    let exact = Some(plain(one, other)).filter(|&apart| apart <= limit);
                    assert_eq!(distance_within(one, other, limit), exact, "{one} {other} {limit}");
                }
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
