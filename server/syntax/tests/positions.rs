//! Offsets and positions, in both directions, on a rope and on a plain text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use ov_syntax::{LineIndex, Position, PositionEncoding, Source, Span, Text};
use proptest::prelude::*;

const ENCODINGS: [PositionEncoding; 3] = [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32];

fn at(line: u32, column: u32) -> Position {
    Position { line, column }
}

/// Both implementations, which must agree.
fn offset(text: &str, position: Position, encoding: PositionEncoding) -> u32 {
    let found = LineIndex::new(text).offset(text, position, encoding);
    assert_eq!(found, Text::new(text).offset(position, encoding), "{text:?} {position:?} {encoding:?}");
    found
}

fn position(text: &str, offset: u32, encoding: PositionEncoding) -> Position {
    let found = LineIndex::new(text).position(text, offset, encoding);
    assert_eq!(found, Text::new(text).position(offset, encoding), "{text:?} {offset} {encoding:?}");
    found
}

#[test]
fn columns_count_units_of_the_encoding() {
    let text = "é😀x\ny";
    for (encoding, column) in ENCODINGS.into_iter().zip([6, 3, 2]) {
        assert_eq!(position(text, 6, encoding), at(0, column));
        assert_eq!(offset(text, at(0, column), encoding), 6);
    }
}

#[test]
fn a_column_inside_a_character_is_its_start() {
    assert_eq!(offset("a😀", at(0, 2), PositionEncoding::Utf16), 1);
    assert_eq!(offset("a😀", at(0, 3), PositionEncoding::Utf8), 1);
    assert_eq!(position("a😀", 3, PositionEncoding::Utf16), at(0, 1));
}

#[test]
fn positions_behind_the_end_are_clamped() {
    assert_eq!(offset("ab\r\ncd", at(0, 99), PositionEncoding::Utf16), 2);
    assert_eq!(offset("ab\r\ncd", at(9, 0), PositionEncoding::Utf16), 6);
    assert_eq!(position("ab\r\ncd", 99, PositionEncoding::Utf16), at(1, 2));
    assert_eq!(position("ab\r\ncd", 3, PositionEncoding::Utf16), at(0, 2));
}

#[test]
fn three_kinds_of_line_breaks() {
    let text = "a\nb\r\nc\rd\u{2028}e";
    let lines = LineIndex::new(text);
    assert_eq!((lines.len(), Text::new(text).lines()), (4, 4));
    let contents: Vec<_> = (0..5).map(|line| lines.content(text, line)).collect();
    assert_eq!(contents, ["a", "b", "c", "d\u{2028}e", ""]);
}

#[test]
fn every_place_of_a_text_in_several_pieces_is_the_same_in_both() {
    let lines = ["plain line of text\n", "\n", "é😀 and more\n", "crlf\r\n", "lone\rcr\n"];
    let long = "no break at all 😀 ".repeat(150);
    let text: String = (0..400).map(|n| lines[n * n % 5]).chain([long.as_str(), "\n"]).collect();
    let (index, rope) = (LineIndex::new(&text), Text::new(&text));
    for offset in (0..=text.len() as u32 + 2).step_by(7) {
        for encoding in ENCODINGS {
            let at = |offset| index.position(&text, offset, encoding);
            assert_eq!(at(offset), rope.position(offset, encoding), "{offset}");
            let span = Span::new(offset, offset + offset % 40);
            assert_eq!((at(span.start), at(span.end)), rope.range(span, encoding), "{span:?}");
        }
    }
}

#[test]
fn an_edit_is_clamped_to_characters() {
    let mut text = Text::new("é: 1");
    let change = text.edit(Span::new(1, 99), "b");
    assert_eq!((text.to_string().as_str(), change.span), ("b", Span::new(0, 5)));
}

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop::sample::select(vec!["a", "\n", "\r", "\r\n", "é", "😀", "\t", "\u{301}", "\u{85}"]),
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_character_start_has_one_position(text in texts()) {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for start in starts.filter(|at| !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n'))) {
            for encoding in ENCODINGS {
                prop_assert_eq!(offset(&text, position(&text, start as u32, encoding), encoding), start as u32);
            }
        }
    }

    #[test]
    fn any_position_and_edit_is_taken(text in texts(), line in 0u32..50, column in 0u32..50, start in 0u32..90, len in 0u32..9) {
        for encoding in ENCODINGS {
            let found = offset(&text, at(line, column), encoding);
            prop_assert!(text.is_char_boundary(found as usize));
        }
        let mut rope = Text::new(&text);
        let change = rope.edit(Span::new(start, start + len), "x\r");
        let mut plain = text.clone();
        plain.replace_range(change.span.range(), "x\r");
        prop_assert_eq!(rope.text(0..rope.len()).into_owned(), plain);
    }
}
