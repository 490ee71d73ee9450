//! The few expressions that the loader fills in for other containers: `{{.ContainerName}}` and ports.

/// What is wrong with the expressions of a provided value; `None` where nothing is.
pub(crate) fn fault(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        if rest[..open].contains("}}") {
            return Some("`}}` closes nothing".into());
        }
        let inner = &rest[open + 2..];
        let Some(close) = inner.find("}}") else { return Some("`{{` is never closed".into()) };
        let expression = inner[..close].trim();
        if !is_known(expression) {
            return Some(format!("`{{{{{expression}}}}}` is unknown"));
        }
        rest = &inner[close + 2..];
    }
    rest.contains("}}").then(|| "`}}` closes nothing".into())
}

fn is_known(expression: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    expression == ".ContainerName"
        || [".HostPort ", ".ContainerPort "]
            .iter()
            .any(|name| expression.strip_prefix(name).is_some_and(|port| number(port.trim())))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn only_the_known_expressions_pass() {
        for good in ["", "plain", "http://{{.ContainerName}}:{{.HostPort 80}}/", "{{ .ContainerPort 8080 }}"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "{{.Host}}",
            "{{.HostPort}}",
            "{{.HostPort x}}",
            "{{.ContainerName",
            ".ContainerName}}",
            "a}}{{.ContainerName}}",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
