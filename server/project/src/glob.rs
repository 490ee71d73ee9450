//! File patterns: `?` and `*` stay within a folder, `**` crosses folders.

/// Whether `path` matches `pattern`, both with `/`. A pattern that names a folder matches all below it.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.trim_start_matches("./").trim_end_matches('/').split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    (1..=path.len()).any(|end| parts_match(&pattern, &path[..end]))
}

fn parts_match(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => (0..=path.len()).any(|skip| parts_match(rest, &path[skip..])),
        (Some((part, rest)), Some((name, below))) => {
            part_matches(part.as_bytes(), name.as_bytes()) && parts_match(rest, below)
        }
        _ => false,
    }
}

/// Classic two-pointer matching with one point of return: linear for all practical patterns.
fn part_matches(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n, mut retry) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                retry = Some((p, n));
                p += 1;
            }
            Some(&c) if c == b'?' || c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match retry {
                Some((star, at)) => {
                    retry = Some((star, at + 1));
                    p = star + 1;
                    n = at + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|&c| c == b'*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_paths() {
        let table = [
            ("layers/web/layer.yml", "layers/web/layer.yml", true),
            ("layers/*/layer.yml", "layers/web/layer.yml", true),
            ("layers/*/layer.yml", "layers/a/b/layer.yml", false),
            ("layers/**", "layers/a/b/layer.yml", true),
            ("**/layer.yml", "layers/a/b/layer.yml", true),
            ("layers/web", "layers/web/layer.yml", true),
            ("layers/web/", "layers/web/layer.yml", true),
            ("layers/we", "layers/web/layer.yml", false),
            ("layers/legacy-*/**", "layers/legacy-db/layer.yml", true),
            ("layers/legacy-?/**", "layers/legacy-db/layer.yml", false),
            ("*b*c", "abxc", true),
            ("*b*c", "abxd", false),
        ];
        for (pattern, path, expected) in table {
            assert_eq!(matches(pattern, path), expected, "{pattern} on {path}");
        }
    }
}
