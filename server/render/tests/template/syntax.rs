//! Go's own answers on texts, names, constants and definitions:
//! each pair is a template and what Go 1.27 gives for it.

use ov_render::template::FunctionSet::Service;

use super::common::{PARSE_ERROR, RUN_ERROR, assert_answers};

#[test]
fn delimiters_comments_and_trimming() {
    assert_answers(
        Service,
        &[
            ("a {{- \"b\" -}} c", "abc"),
            ("{{- /* c */ -}} x", "x"),
            ("a{{/* {{ }} */}}b", "ab"),
            ("{{-3}}", "-3"),
            ("{{- 3}}", "3"),
            ("{{3 -}} x", "3x"),
            ("{{\"a\" -}}\r\n\t {{- \"b\"}}", "ab"),
            ("a\u{A0}{{- 1}}", "a\u{A0}1"),
            ("{{ /* c */}}", PARSE_ERROR),
            ("{{/* c */ }}", PARSE_ERROR),
            ("{{-  /* c */}}", PARSE_ERROR),
            ("{{/*a*/-}}", PARSE_ERROR),
            ("{{/* c", PARSE_ERROR),
            ("{{- \"x\" - }}", PARSE_ERROR),
            ("{{\"}}\"}}", "}}"),
            ("{{`}}`}}", "}}"),
            ("{{\"{{\"}}{{print \"}}\" }}", "{{}}"),
            ("}}{", "}}{"),
            ("{{\n1\n}}", "1"),
            ("{{1}}}", "1}"),
            ("{{{1}}", PARSE_ERROR),
            ("{{(1}}", PARSE_ERROR),
            ("{{1)}}", PARSE_ERROR),
            ("{{(1)}}", "1"),
            ("{{print(1)}}", PARSE_ERROR),
            ("{{print (1)(2)}}", PARSE_ERROR),
            ("{{:}}", PARSE_ERROR),
            ("{{1 : 2}}", PARSE_ERROR),
            ("{{\u{A0}1}}", PARSE_ERROR),
            ("{{€}}", PARSE_ERROR),
        ],
    );
}

#[test]
fn names() {
    assert_answers(
        Service,
        &[
            ("{{$é := 1}}{{$é}}", "1"),
            ("{{$x1_ := 1}}{{$x1_}}", "1"),
            ("{{.sé}}", "<no value>"),
            ("{{.s\u{301}}}", PARSE_ERROR),
            ("{{.\u{905}\u{93E}}}", PARSE_ERROR),
            ("{{.٥}}", "<no value>"),
            ("{{.Ⅷ}}", PARSE_ERROR),
            ("{{$.s}}", "str"),
            ("{{$.m.b.c}}", "deep"),
            ("{{$x}}", PARSE_ERROR),
            ("{{$x-1}}", PARSE_ERROR),
            ("{{.s.}}", PARSE_ERROR),
            ("{{.n }}", "3"),
            ("{{true.x}}", PARSE_ERROR),
            ("{{\"a\".x}}", PARSE_ERROR),
            ("{{nil.x}}", PARSE_ERROR),
            ("{{(nil).x}}", RUN_ERROR),
            ("{{print.x}}", RUN_ERROR),
            ("{{.m.b.c.d}}", RUN_ERROR),
            ("{{index.x}}", RUN_ERROR),
        ],
    );
}

#[test]
fn constants() {
    assert_answers(
        Service,
        &[
            ("{{0x1e}}", "30"),
            ("{{+0x1e}}", "30"),
            ("{{-0x1E}}", "-30"),
            ("{{0b11}}", "3"),
            ("{{0o17}}", "15"),
            ("{{017}}", "15"),
            ("{{08}}", PARSE_ERROR),
            ("{{1_000}}", "1000"),
            ("{{1__0}}", PARSE_ERROR),
            ("{{_1}}", PARSE_ERROR),
            ("{{0x_f}}", "15"),
            ("{{1_000.5}}", "1000.5"),
            ("{{1e3}}", "1000"),
            ("{{1E3}}", "1000"),
            ("{{1e400}}", PARSE_ERROR),
            ("{{.5}}", "0.5"),
            ("{{5.}}", "5"),
            ("{{1.5e-3}}", "0.0015"),
            ("{{0x1p-2}}", "0.25"),
            ("{{0x1.8p1}}", "3"),
            ("{{0x1.8}}", PARSE_ERROR),
            ("{{0xfp}}", PARSE_ERROR),
            ("{{1i}}", "(0+1i)"),
            ("{{1+2i}}", "(1+2i)"),
            ("{{1+2}}", PARSE_ERROR),
            ("{{1-2i}}", "(1-2i)"),
            ("{{18446744073709551615}}", RUN_ERROR),
            ("{{18446744073709551616}}", PARSE_ERROR),
            ("{{-9223372036854775808}}", "-9223372036854775808"),
            ("{{-9223372036854775809}}", PARSE_ERROR),
            ("{{+9223372036854775808}}", PARSE_ERROR),
            ("{{-0}}", "0"),
            ("{{-0.0}}", "-0"),
            ("{{'a'}}", "97"),
            ("{{'\\''}}", "39"),
            ("{{'\"'}}", "34"),
            ("{{'\\\"'}}", PARSE_ERROR),
            ("{{''}}", PARSE_ERROR),
            ("{{'ab'}}", PARSE_ERROR),
            ("{{'\\x41'}}", "65"),
            ("{{'\\101'}}", "65"),
            ("{{'\\u00e9'}}", "233"),
            ("{{'\\ud800'}}", PARSE_ERROR),
            ("{{'a}}", PARSE_ERROR),
            ("{{\"\\x41\\101\\u00e9\\U0001F600\\a\"}}", "AAé😀\x07"),
            ("{{\"\\400\"}}", PARSE_ERROR),
            ("{{\"\\'\"}}", PARSE_ERROR),
            ("{{\"\\xe4\"}}", "\u{FFFD}"),
            ("{{\"a\nb\"}}", PARSE_ERROR),
            ("{{`a\nb`}}", "a\nb"),
            ("{{`a\rb`}}", "ab"),
            ("{{`a\\n`}}", "a\\n"),
            ("{{\"a\\\nb\"}}", PARSE_ERROR),
        ],
    );
}

#[test]
fn templates() {
    assert_answers(
        Service,
        &[
            ("{{define \"a\"}}[{{.}}]{{end}}{{template \"a\"}}{{template \"a\" .n}}", "[<no value>][3]"),
            ("{{template \"t2\" .}}", RUN_ERROR),
            ("{{block \"a\" .n}}[{{.}}]{{end}}{{template \"a\" 5}}", "[3][5]"),
            ("{{define \"a\"}}{{end}}{{define \"a\"}}x{{end}}{{template \"a\"}}", "x"),
            ("{{define \"a\"}}x{{end}}{{define \"a\"}} \n{{end}}{{template \"a\"}}", "x"),
            ("{{define \"a\"}}x{{end}}{{define \"a\"}}y{{end}}", PARSE_ERROR),
            ("{{define \"t\"}}x{{end}}", "x"),
            ("{{define \"t\"}}x{{end}}y", PARSE_ERROR),
            ("{{define \"a\"}}{{$x}}{{end}}", PARSE_ERROR),
            ("{{$x := 1}}{{define \"a\"}}{{$x}}{{end}}", PARSE_ERROR),
            ("{{$x := 1}}{{block \"a\" .}}{{$x}}{{end}}", PARSE_ERROR),
            ("{{define `a`}}x{{end}}{{template `a`}}", "x"),
            ("{{define \"a\" .}}{{end}}", PARSE_ERROR),
            ("{{define}}{{end}}", PARSE_ERROR),
            ("{{template}}", PARSE_ERROR),
            ("{{template .s}}", PARSE_ERROR),
            ("{{block \"a\"}}{{end}}", PARSE_ERROR),
            ("{{define \"a\"}}{{else}}{{end}}", PARSE_ERROR),
            ("{{define \"a\"}}{{define \"b\"}}{{end}}{{end}}", PARSE_ERROR),
            (
                "{{define \"r\"}}{{.}}{{if gt . 1}}{{template \"r\" (len (slice \"abc\" 0 1))}}{{end}}{{end}}{{template \"r\" 3}}",
                "31",
            ),
            ("{{with template \"a\"}}{{end}}", PARSE_ERROR),
            ("{{define \"a\"}}{{.x}}{{end}}{{template \"a\"}}", "<no value>"),
            ("{{define \"a\"}}x{{end}}{{if false}}{{template \"b\"}}{{end}}{{template \"a\"}}", "x"),
        ],
    );
}
