//! Ids that a service gives out with a prefix, and takes without it.

/// Leaves the id that stands after the last slash: `Z123` of `/hostedzone/Z123`, which is how Route 53 gives out its ids.
pub fn strip_id_prefix(id: &mut String) {
    if let Some(slash) = id.rfind('/') {
        id.drain(..=slash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_what_stands_after_the_last_slash() {
        for (id, expected) in [
            ("/hostedzone/Z123", "Z123"),
            ("hostedzone/Z123", "Z123"),
            ("/change/C1", "C1"),
            ("Z123", "Z123"),
            ("é/ü", "ü"),
            ("/hostedzone/", ""),
            ("", ""),
        ] {
            let mut text = id.to_owned();
            strip_id_prefix(&mut text);
            assert_eq!(text, expected, "{id}");
        }
    }
}
