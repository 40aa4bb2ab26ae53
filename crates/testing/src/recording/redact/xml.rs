//! Secret members in XML.

use super::{REDACTED, Redaction};
use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};

impl Redaction {
    /// A document without what is in elements that are secret, if there are any.
    ///
    /// # Errors
    ///
    /// It is no XML.
    pub(super) fn in_xml(&self, text: &str) -> Result<Option<Vec<u8>>, ()> {
        let mut reader = Reader::from_str(text);
        let mut writer = Writer::new(Vec::new());
        // How many elements are open within a secret one, it included.
        let mut secret_depth = 0_usize;
        let mut open = 0_usize;
        let mut is_changed = false;
        loop {
            let event = reader.read_event().map_err(|_| ())?;
            match &event {
                Event::Eof if open > 0 => return Err(()),
                Event::Eof => return Ok(is_changed.then(|| writer.into_inner())),
                Event::Start(start) => {
                    open += 1;
                    if secret_depth > 0 || self.is_secret(start.local_name().as_ref()) {
                        secret_depth += 1;
                    }
                }
                Event::End(_) => {
                    open = open.saturating_sub(1);
                    secret_depth = secret_depth.saturating_sub(1);
                }
                // What is between elements.
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if secret_depth > 0 => {
                    // Once for each element: a text with references in it comes in pieces.
                    if !writer.get_ref().ends_with(REDACTED.as_bytes()) {
                        write(&mut writer, Event::Text(BytesText::new(REDACTED)))?;
                    }
                    is_changed = true;
                    continue;
                }
                _ => {}
            }
            write(&mut writer, event)?;
        }
    }
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) -> Result<(), ()> {
    writer.write_event(event).map_err(|_| ())
}
