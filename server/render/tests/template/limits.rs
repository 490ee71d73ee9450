//! What a template may use up, where its errors point, and that nothing makes it panic.

use super::common::{data, render};
use ov_render::template::{ErrorKind, FunctionSet, Limits, Template, TemplateError, Value};
use proptest::prelude::*;

fn error(text: &str, limits: &Limits) -> TemplateError {
    render(text, FunctionSet::Service, limits).unwrap_err()
}

#[track_caller]
fn assert_limited(text: &str, limits: &Limits) {
    assert_eq!(error(text, limits).kind, ErrorKind::Limit, "template {text:.60}");
}

#[test]
fn endless_work_is_stopped() {
    let limits = Limits::default();
    assert_limited("{{range 9000000000}}{{end}}", &limits);
    assert_limited("{{range 99999}}{{range 99999}}{{end}}{{end}}", &limits);
    assert_limited("{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}", &limits);
    assert_limited("{{define \"a\"}}{{if true}}{{template \"a\" .}}{{end}}{{end}}{{template \"a\"}}", &limits);
}

#[test]
fn growing_texts_are_stopped() {
    let limits = Limits::default();
    assert_limited("{{range 9999}}{{printf \"%9999d\" 1}}{{end}}", &limits);
    assert_limited("{{$x := \"ab\"}}{{range 99}}{{$x = print $x $x}}{{end}}", &limits);
    assert_limited("{{$x := printf \"%99999d\" 1}}{{range 99999}}{{$y := print $x}}{{end}}", &limits);
    assert_limited("{{$x := printf \"%999999d\" 1}}{{range 99999}}{{$y := eq $x $x}}{{end}}", &limits);
    assert_limited("{{printf \"%999999d%999999d%999999d\" 1 2 3}}", &limits);
    let many = "{{$x := printf \"%1000d\" 1}}{{replace $x \" \" $x}}{{replace (replace $x \" \" $x) \" \" $x}}";
    let refused = render(many, FunctionSet::Format, &limits).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Limit);
}

#[test]
fn the_output_limit_is_exact() {
    let limits = Limits { output_bytes: 4, ..Limits::default() };
    assert_eq!(render("{{\"ab\"}}cd", FunctionSet::Service, &limits).unwrap(), "abcd");
    assert_limited("{{\"ab\"}}cde", &limits);
    assert_limited("{{12345}}", &limits);
}

#[test]
fn deep_nesting_is_refused_on_a_small_stack() {
    let run = || {
        let limits = Limits::default();
        for depth in [100, 100_000] {
            let parens = format!("{{{{{}1{}}}}}", "(".repeat(depth), ")".repeat(depth));
            let blocks = format!("{}{}", "{{if true}}".repeat(depth), "{{end}}".repeat(depth));
            let chain = format!("{{{{if false}}}}{}{{{{end}}}}", "{{else if false}}".repeat(depth / 4));
            let allowed = depth == 100;
            assert_eq!(render(&parens, FunctionSet::Service, &limits).is_ok(), allowed);
            assert_eq!(render(&blocks, FunctionSet::Service, &limits).is_ok(), allowed);
            assert!(render(&chain, FunctionSet::Service, &limits).is_ok());
        }
        let deepest = "(".repeat(190) + "1" + &")".repeat(190);
        let recursive =
            format!("{{{{define \"a\"}}}}{{{{template \"a\" {deepest}}}}}{{{{end}}}}{{{{template \"a\"}}}}");
        assert_limited(&recursive, &limits);
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn an_oversized_text_is_refused() {
    assert_limited(&"x".repeat((1 << 20) + 1), &Limits::default());
    let names = (0..2000).map(|index| format!("{{{{$x{index} := 1}}}}")).collect::<Vec<_>>().concat();
    assert_limited(&names, &Limits::default());
}

#[test]
fn errors_point_at_their_cause() {
    let cases = [
        ("a {{.s | nope}} b", "nope", ErrorKind::Parse),
        ("a\n{{if .t}}{{$q}}{{end}}", "$q", ErrorKind::Parse),
        ("{{if .t}}x", "", ErrorKind::Parse),
        ("é {{len .n}}", "len .n", ErrorKind::Exec),
        ("{{.st.Nope}}", ".st.Nope", ErrorKind::Exec),
        ("{{print (index .l 9)}}", "index .l 9", ErrorKind::Exec),
        ("{{join .mixed \",\"}}", ".mixed", ErrorKind::Exec),
        ("{{range .s}}{{end}}", ".s", ErrorKind::Exec),
        ("{{template \"gone\"}}", "\"gone\"", ErrorKind::Exec),
        ("{{1x}}", "1", ErrorKind::Parse),
    ];
    for (text, pointed, kind) in cases {
        let error = error(text, &Limits::default());
        assert_eq!((&text[error.span.clone()], error.kind), (pointed, kind), "template {text:?}: {error}");
    }
}

#[test]
fn functions_of_the_builder_alone_are_named_as_such() {
    for function in ["cacheMounts .l", "cacheMountsOwned .l 1 2", "cacheMountsAuto .l 1 2"] {
        let error = render(&format!("{{{{{function}}}}}"), FunctionSet::Format, &Limits::default()).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Unsupported);
        assert!(error.message.contains(function.split(' ').next().unwrap()));
    }
}

#[test]
fn words_are_quoted_for_a_shell_and_repositories_searched() {
    let answer = |text| render(text, FunctionSet::Format, &Limits::default()).unwrap();
    assert_eq!(answer("{{shquote \"\"}} {{shquote \"a/b-c\"}} {{shquote \"it's a\"}}"), "'' a/b-c 'it'\\''s a'");
    let repository = Value::map([("url", Value::from("http://x"))]);
    let with_url = Value::structure([("Repos", Value::List(vec![repository]))]);
    let template = Template::parse("{{anyRepoHasURL .Repos}}", FunctionSet::Format).unwrap();
    assert_eq!(template.render(&with_url, &Limits::default()).unwrap(), "true");
}

/// Pieces that make up templates, valid or not.
const PIECES: [&str; 64] = [
    "{{",
    "}}",
    "{{- ",
    " -}}",
    "|",
    "(",
    ")",
    ".",
    ".s",
    ".n",
    ".l",
    ".m",
    ".m.b.c",
    ".mixed",
    ".st",
    ".nil",
    "$",
    "$x",
    "$i, $x := ",
    "$x := ",
    "$x = ",
    "if ",
    "{{else}}",
    "{{else if .t}}",
    "{{end}}",
    "range ",
    "with ",
    "{{break}}",
    "{{continue}}",
    "{{define \"a\"}}",
    "{{template \"a\" .}}",
    "{{block \"b\" .l}}",
    "1",
    "-1",
    "1.5",
    "0x1p4",
    "1i",
    "'a'",
    "\"%5d %[2]*v\"",
    "\"a\"",
    "`r`",
    "printf ",
    "print ",
    "index ",
    "slice ",
    "len ",
    "eq ",
    "lt ",
    "and ",
    "or ",
    "not ",
    "html ",
    "js ",
    "call ",
    "join ",
    "derefBool ",
    "nil",
    "true",
    " ",
    "\n",
    "/* c */",
    "é",
    "text",
    "\"\\xff\"",
];

fn check(text: &str, limits: &Limits) -> Result<(), TestCaseError> {
    for functions in [FunctionSet::Service, FunctionSet::Format] {
        match render(text, functions, limits) {
            Ok(output) => prop_assert!(output.len() <= limits.output_bytes * 3),
            Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{error} at {:?}", error.span),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_sequence_of_pieces_is_handled(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
        check(&pieces.concat(), &Limits { steps: 5000, depth: 20, output_bytes: 500 })?;
    }

    #[test]
    fn any_action_is_handled(pieces in prop::collection::vec(prop::sample::select(&PIECES[4..]), 0..12)) {
        check(&format!("{{{{{}}}}}", pieces.concat()), &Limits { steps: 5000, depth: 20, output_bytes: 500 })?;
    }

    #[test]
    fn any_format_is_handled(format in "[%a0-9 +#*.\\-\\[\\]vdsqxXTcUeEfgGbtpé]{0,16}", number in any::<i64>(), float in any::<f64>()) {
        let text = format!("{{{{printf {format:?} {number} {float:?} .s .l .m .st nil}}}}");
        check(&text, &Limits { output_bytes: 2000, ..Limits::default() })?;
    }

    #[test]
    fn any_text_is_handled(text in "\\PC{0,60}") {
        check(&text, &Limits::default())?;
    }

    #[test]
    fn text_without_actions_stays_as_it_is(text in "[^{]{0,200}") {
        let template = Template::parse(&text, FunctionSet::Format).unwrap();
        prop_assert_eq!(template.render(&data(), &Limits::default()).unwrap(), text);
    }

    #[test]
    fn a_quoted_text_means_itself(text in "[^`\r]{0,40}") {
        let answer = |text: &str| render(text, FunctionSet::Format, &Limits::default()).unwrap();
        let quoted = answer(&format!("{{{{printf \"%q\" `{text}`}}}}"));
        prop_assert_eq!(answer(&format!("{{{{{quoted}}}}}")), text);
    }
}
