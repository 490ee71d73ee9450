//! Prints texts with the flags of a format.

use std::fmt::Write as _;

use super::print::Printer;
use super::quote::{can_backquote, quoted};
use super::runtime::Val;

impl Printer {
    pub(super) fn text_verb(&mut self, value: &Val<'_>, text: &[u8], verb: char) {
        match verb {
            'v' if self.flags.sharp_v => self.quoted_text(text),
            'v' | 's' => {
                let text = self.truncated(text);
                self.pad(text);
            }
            'q' => self.quoted_text(text),
            'x' | 'X' => self.hex_text(text, verb == 'X'),
            _ => self.bad_verb(value, verb),
        }
    }

    fn quoted_text(&mut self, text: &[u8]) {
        let text = self.truncated(text);
        if self.flags.sharp && can_backquote(text) {
            return self.pad(&[b"`", text, b"`"].concat());
        }
        self.pad(&quoted(text, '"', self.flags.plus));
    }

    /// The text cut to the precision, counted in characters.
    pub(super) fn truncated<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let Some(precision) = self.flags.precision else { return text };
        let mut left = precision;
        let mut length = 0;
        for chunk in text.utf8_chunks() {
            for character in chunk.valid().chars() {
                if left == 0 {
                    return &text[..length];
                }
                left -= 1;
                length += character.len_utf8();
            }
            let taken = chunk.invalid().len().min(left);
            left -= taken;
            length += taken;
            if taken < chunk.invalid().len() {
                return &text[..length];
            }
        }
        text
    }

    /// The bytes of a text in hexadecimal, so many of them as the precision says.
    fn hex_text(&mut self, text: &[u8], uppercase: bool) {
        let flags = self.flags;
        let shown = &text[..flags.precision.unwrap_or(text.len()).min(text.len())];
        let prefix = match (flags.sharp, uppercase) {
            (false, _) => "",
            (true, false) => "0x",
            (true, true) => "0X",
        };
        let mut hex = String::with_capacity(shown.len() * 3);
        for (index, byte) in shown.iter().enumerate() {
            if flags.space && index > 0 {
                hex.push(' ');
            }
            if flags.space || index == 0 {
                hex.push_str(prefix);
            }
            // Writing to a string cannot fail.
            let _ = if uppercase { write!(hex, "{byte:02X}") } else { write!(hex, "{byte:02x}") };
        }
        self.pad(hex.as_bytes());
    }
}
