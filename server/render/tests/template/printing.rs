//! Go's own answers on printed, formatted and escaped values, and the helper functions:
//! each pair is a template and what Go 1.27 gives for it.

use ov_render::template::FunctionSet::{Format, Service};

use super::common::{PARSE_ERROR, RUN_ERROR, assert_answers};

#[test]
fn printing_values() {
    assert_answers(
        Service,
        &[
            (
                "{{.l}} {{.m}} {{.mixed}} {{.sm}} {{.st}}",
                "[x y z] map[a:1 b:map[c:deep]] [1 two <nil> 2.5] map[K:V] {nm 80 [p]}",
            ),
            ("{{.np}} {{.bp}} {{.nil}} {{.missing}}", "<nil> false <no value> <no value>"),
            ("{{print .nil}} {{println 1 \"a\" 2}}", "<nil> 1 a 2\n"),
            ("{{print 1 2 \"a\" 3 4 \"b\" \"c\" true nil}}", "1 2a3 4bctrue <nil>"),
            (
                "{{1e6}} {{1e20}} {{123456789.0}} {{0.0001}} {{0.00001}} {{100000.0}}",
                "1e+06 1e+20 1.23456789e+08 0.0001 1e-05 100000",
            ),
            ("{{3.0}} {{2.5e10}} {{1e21}}", "3 2.5e+10 1e+21"),
            ("{{index .mixed 2}}|{{range .mixed}}{{.}},{{end}}", "<no value>|1,two,<no value>,2.5,"),
            ("{{html .nil}} {{html .bp}} {{html .np}}", "&lt;no value&gt; false &lt;nil&gt;"),
            ("{{.st.Tags}} {{slice .l 1}}", "[p] [y z]"),
            ("{{print .l .m}}", "[x y z] map[a:1 b:map[c:deep]]"),
            ("{{index .s 0}}", "115"),
            ("{{println}}", "\n"),
            ("{{print \"a\" \"b\"}}", "ab"),
        ],
    );
}

#[test]
fn printf_verbs() {
    assert_answers(
        Service,
        &[
            (
                "{{printf \"%d %5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%O|%b|%c|%q|%U|%#U\" 42 42 42 42 42 42 42 42 42 8 8 8 5 65 65 65 65}}",
                "42    42|42   |00042|+42| 42|2a|2A|0x2a|10|010|0o10|101|A|'A'|U+0041|U+0041 'A'",
            ),
            ("{{printf \"%d %x %05d\" -42 -42 -42}}", "-42 -2a -0042"),
            (
                "{{printf \"%s|%10s|%-10s|%.2s|%q|%#q|%+q|%x|% x|%#x|%X\" .u .u .u .u .u .u .u .u .u .u .u}}",
                "ä€🎈|       ä€🎈|ä€🎈       |ä€|\"ä€🎈\"|`ä€🎈`|\"\\u00e4\\u20ac\\U0001f388\"|c3a4e282acf09f8e88|c3 a4 e2 82 ac f0 9f 8e 88|0xc3a4e282acf09f8e88|C3A4E282ACF09F8E88",
            ),
            (
                "{{printf \"%v %+v %#v %T\" .st .st .st .st}}",
                "{nm 80 [p]} {Name:nm Port:80 Tags:[p]} struct { Name string; Port int; Tags []string }{Name:\"nm\", Port:80, Tags:[]string{\"p\"}} struct { Name string; Port int; Tags []string }",
            ),
            (
                "{{printf \"%#v %#v %#v %#v %#v\" .m .l .mixed .sm \"a\"}}",
                "map[string]interface {}{\"a\":1, \"b\":map[string]interface {}{\"c\":\"deep\"}} []string{\"x\", \"y\", \"z\"} []interface {}{1, \"two\", interface {}(nil), 2.5} map[string]string{\"K\":\"V\"} \"a\"",
            ),
            (
                "{{printf \"%T %T %T %T %T %T %T\" 1 1.5 \"a\" true .l .mixed nil}}",
                "int float64 string bool []string []interface {} <nil>",
            ),
            (
                "{{printf \"%e %E %f %F %g %G\" .f .f .f .f .f .f}}",
                "2.500000e+00 2.500000E+00 2.500000 2.500000 2.5 2.5",
            ),
            (
                "{{printf \"%.3e %.0f %.1f %.3g %10.2f|%-10.2f|%+.2f|%010.2f\" 12345.678 0.5 0.25 12345.678 .f .f .f .f}}",
                "1.235e+04 0 0.2 1.23e+04       2.50|2.50      |+2.50|0000002.50",
            ),
            ("{{printf \"%g %g %g %G\" 1e6 1e-7 123456789.0 1e-10}}", "1e+06 1e-07 1.23456789e+08 1E-10"),
            (
                "{{printf \"%x %.2x %X %b\" 1.5 1.999 0.1 1.0}}",
                "0x1.8p+00 0x1.00p+01 0X1.999999999999AP-04 4503599627370496p-52",
            ),
            ("{{printf \"%#g %#v %#.3g %#f\" 1.0 1.0 1.0 1.0}}", "1.00000 1 1.00 1.000000"),
            ("{{printf \"%t %v %5t|%-7t|\" true false true false}}", "true false  true|false  |"),
            ("{{printf \"%d %s %t %q\" \"a\" 1 1 true}}", "%!d(string=a) %!s(int=1) %!t(int=1) %!q(bool=true)"),
            (
                "{{printf \"%d\" .l}} {{printf \"%5s\" .l}} {{printf \"%q\" .m}}",
                "[%!d(string=x) %!d(string=y) %!d(string=z)] [    x     y     z] map[\"a\":'\\x01' \"b\":map[\"c\":\"deep\"]]",
            ),
            ("{{printf \"%s %v %d\" nil nil nil}}", "%!s(<nil>) <nil> %!d(<nil>)"),
            ("{{printf \"%d %s\"}}", "%!d(MISSING) %!s(MISSING)"),
            ("{{printf \"%d\" 1 2 \"x\"}}", "1%!(EXTRA int=2, string=x)"),
            ("{{printf \"%!\"}}", "%!!(MISSING)"),
            ("{{printf \"%\"}}", "%!(NOVERB)"),
            ("{{printf \"%z %-\"  1}}", "%!z(int=1) %!(NOVERB)"),
            ("{{printf \"100%%\"}}", "100%"),
            ("{{printf \"%5%\"}}", "%"),
            ("{{printf \"%*d|%-*d|%*d\" 5 1 5 2 -5 3}}", "    1|2    |3    "),
            ("{{printf \"%.*f\" 2 .f}}", "2.50"),
            ("{{printf \"%*d\" \"x\" 1}}", "%!(BADWIDTH)1"),
            ("{{printf \"%.*d\" \"x\" 1}}", "%!(BADPREC)1"),
            ("{{printf \"%[2]d %[1]d %d\" 1 2}}", "2 1 2"),
            ("{{printf \"%[3]d %[x]d %[d\" 1 2}}", "%!d(BADINDEX) %!d(BADINDEX) %!d(BADINDEX)"),
            ("{{printf \"%[1]*[2]d\" 4 2}}", "   2"),
            ("{{printf \"%.0d|%.3d|%8.3d|%-8.3d|%08.3d\" 0 7 7 7 7}}", "|007|     007|007     |     007"),
            ("{{printf \"%c %c %q\" 55296 1114112 1114112}}", "\u{FFFD} \u{FFFD} '\u{FFFD}'"),
            (
                "{{printf \"%q\" \"\\x00\\x7f\\u200b\\ufeff\\xff\\U0001F600\\t\\\"'\"}}",
                "\"\\x00\\x7f\\u200b\\ufeff\\xff😀\\t\\\"'\"",
            ),
            ("{{printf \"%v %.2f\" 1i 1.5+2.5i}}", "(0+1i) (1.50+2.50i)"),
            ("{{printf \"%w\" 1}} {{printf \"%w\" .l}}", "%!w(int=1) %!w([]string=[x y z])"),
            ("{{printf \"%p %d\" 1 .np}}", "%!p(int=1) 0"),
            (
                "{{printf \"%s\" .np}} {{printf \"%v\" .np}} {{printf \"%#v\" .np}}",
                "%!s(*bool=<nil>) <nil> (*bool)(nil)",
            ),
            ("{{printf 1}}", RUN_ERROR),
            ("{{printf nil}}", RUN_ERROR),
            ("{{printf .missing}}", RUN_ERROR),
            ("{{printf \"%99999999d|\" 1}}", "%!(NOVERB)%!(EXTRA int=1)"),
            ("{{printf \"%v\" (index .s 0)}} {{printf \"%#v %c\" (index .s 0) (index .s 1)}}", "115 0x73 t"),
            ("{{printf \"%06d|%+06d|%-06d|% 06d\" -5 5 5 5}}", "-00005|+00005|5     | 00005"),
            ("{{printf \"%6.2f%%\" 99.5}}", " 99.50%"),
            ("{{printf \"%+.3v\" \"abcdef\"}}", "abc"),
            ("{{printf \"%3c|%-3c|\" 65 66}}", "  A|B  |"),
            ("{{printf \"%t\" .st}}", "{%!t(string=nm) %!t(int=80) [%!t(string=p)]}"),
        ],
    );
}

#[test]
fn escaping() {
    assert_answers(
        Service,
        &[
            ("{{html \"<a b=\\\"c\\\">'&\"}}", "&lt;a b=&#34;c&#34;&gt;&#39;&amp;"),
            ("{{html \"\\x00\"}}", "\u{FFFD}"),
            ("{{html 1 \"a\" 2 3}}", "1a2 3"),
            ("{{js \"'\\\"<>&=\\\\\\n\\x00\"}}", "\\'\\\"\\u003C\\u003E\\u0026\\u003D\\\\\\u000A\\u0000"),
            ("{{js \"é\\u200b\\u2028\\U000E0001\"}}", "é\\u200B\\u2028\\uE0001"),
            ("{{js 1 2}}", "1 2"),
            ("{{urlquery \"a b/c?d=e&f~g*h'é\"}}", "a+b%2Fc%3Fd%3De%26f~g%2Ah%27%C3%A9"),
            ("{{urlquery 1 2}}", "1+2"),
            ("{{\"<\" | html | js}}", "\\u0026lt;"),
        ],
    );
}

#[test]
fn service_helpers() {
    assert_answers(
        Service,
        &[
            (
                "{{systemdRestart \"always\"}} {{systemdRestart \"on-failure\"}} {{systemdRestart \"unless-stopped\"}} {{systemdRestart \"\"}} {{systemdRestart \"x\"}}",
                "always on-failure always no no",
            ),
            (
                "{{supervisordRestart \"always\"}} {{supervisordRestart \"on-failure\"}} {{supervisordRestart \"unless-stopped\"}} {{supervisordRestart \"no\"}}",
                "true unexpected true false",
            ),
            (
                "{{systemdStdout \"\"}} {{systemdStdout \"none\"}} {{systemdStdout \"file:/a\"}}",
                "journal none append:/a",
            ),
            (
                "{{supervisordLog \"\"}} {{supervisordLog \"journal\"}} {{supervisordLog \"none\"}} {{supervisordLog \"x\"}} {{supervisordLog \"file:/a\"}}",
                "/dev/fd/1 /dev/fd/1 /dev/null x /a",
            ),
            ("{{supervisordLogMaxbytes \"\"}} {{supervisordLogMaxbytes \"file:/a\"}}", "0 10MB"),
            ("{{systemdRestart nil}}", RUN_ERROR),
            ("{{systemdRestart 1}}", RUN_ERROR),
            ("{{systemdRestart .missing}}", RUN_ERROR),
            ("{{quote .s}}", PARSE_ERROR),
        ],
    );
}

#[test]
fn format_helpers() {
    assert_answers(
        Format,
        &[
            ("{{quote .s}}{{quote .n}}{{quote nil}}{{quote .l}}", "\"str\"\"3\"\"<nil>\"\"[x y z]\""),
            ("{{quote \"a\\\"b\\n€\"}}", "\"a\\\"b\\n€\""),
            (
                "{{default \"\" \"x\"}}{{default .missing \"x\"}}{{default .nil \"x\"}}{{default \"v\" \"x\"}}{{default 0 \"x\"}}",
                "xxxv0",
            ),
            ("{{default \"<nil>\" \"x\"}}", "x"),
            ("{{default .el \"x\"}}", "[]"),
            ("{{default .nil nil}}", "<no value>"),
            (
                "{{splitFirst \"a:b:c\" \":\"}}|{{splitFirst \"abc\" \":\"}}|{{splitFirst \"äb\" \"\"}}|{{splitFirst \"\" \":\"}}",
                "a|abc|ä|",
            ),
            ("{{splitFirst .n \":\"}}", RUN_ERROR),
            (
                "{{replace \"a-b-c\" \"-\" \"+\"}}|{{replace \"äb\" \"\" \".\"}}|{{replace \"\" \"\" \".\"}}|{{replace \"aaa\" \"aa\" \"b\"}}",
                "a+b+c|.ä.b.|.|ba",
            ),
            ("{{replace \"a\" \"b\"}}", RUN_ERROR),
            (
                "{{join .l \"+\"}}|{{join .mixed \",\"}}|{{join .n \",\"}}|{{join nil \",\"}}|{{join .el \",\"}}",
                "x+y+z|1,two,<nil>,2.5|3|<nil>|",
            ),
            ("{{hasSuffix \"a.repo\" \".repo\"}}{{hasSuffix \"a\" \"ab\"}}", "truefalse"),
            ("{{hasSuffix .n \"a\"}}", RUN_ERROR),
            ("{{systemdStdout \"a\"}}", PARSE_ERROR),
            ("{{\"x\" | default \"\"}}", "x"),
            ("{{default \"x\"}}", RUN_ERROR),
            ("{{.s | quote}}", "\"str\""),
        ],
    );
}
