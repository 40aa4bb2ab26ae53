//! Which texts can be part of a host name (`isValidHostLabel` and `aws.isVirtualHostableS3Bucket` of Smithy's
//! rules language).

use super::url::is_ip;

/// The longest label of a host name, in characters.
const MAX_LABEL: usize = 63;

/// Whether a text is a label of a host name (RFC 1123: letters, digits, and dashes between them), or with
/// `allow_subdomains` several with dots between them.
#[must_use]
pub fn is_valid_host_label(label: &str, allow_subdomains: bool) -> bool {
    if allow_subdomains {
        label.split('.').all(is_label)
    } else {
        is_label(label)
    }
}

/// Whether the name of a bucket can be a label of a host name, or with `allow_subdomains` several labels with
/// dots between them: 3 to 63 characters, without capital letters, no IP address.
#[must_use]
pub fn is_virtual_hostable_s3_bucket(label: &str, allow_subdomains: bool) -> bool {
    (3..=MAX_LABEL).contains(&label.len())
        && !label.bytes().any(|byte| byte.is_ascii_uppercase())
        && !is_ip(label)
        && is_valid_host_label(label, allow_subdomains)
}

fn is_label(text: &str) -> bool {
    (1..=MAX_LABEL).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_of_letters_digits_and_dashes_between_them() {
        for label in ["a", "A1", "1a", "a--b", "us-east-1", &"x".repeat(63)] {
            assert!(is_valid_host_label(label, false), "{label}");
        }
        for label in [
            "",
            "-a",
            "a-",
            "a_b",
            "a b",
            "a.b",
            "é",
            "a/b",
            &"x".repeat(64),
        ] {
            assert!(!is_valid_host_label(label, false), "{label}");
        }
    }

    #[test]
    fn several_labels_are_each_one() {
        assert!(is_valid_host_label("a.b-c.d", true));
        for labels in ["a.", ".a", "a..b", "a.-b", "a.b c"] {
            assert!(!is_valid_host_label(labels, true), "{labels}");
        }
    }

    #[test]
    fn a_bucket_is_stricter_than_a_label() {
        assert!(is_virtual_hostable_s3_bucket("my-bucket", false));
        assert!(is_virtual_hostable_s3_bucket("my.bucket", true));
        for bucket in ["my.bucket", "My-bucket", "ab", "-abc", "my_bucket"] {
            assert!(!is_virtual_hostable_s3_bucket(bucket, false), "{bucket}");
        }
        for bucket in ["10.0.0.1", "a.-b", "a..b", &"a.".repeat(33)] {
            assert!(!is_virtual_hostable_s3_bucket(bucket, true), "{bucket}");
        }
    }
}
