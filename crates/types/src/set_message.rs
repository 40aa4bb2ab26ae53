//! Where an error keeps what the service says of it.

/// An error of a model, which has a member for what the service says of it, or none (Smithy's `error` trait).
///
/// Services are not true to the member's name: what the model calls `message` comes as `Message` or `errorMessage` too,
/// and the other way round. So a client finds the text first, and puts it where the model has it.
pub trait SetMessage {
    /// Puts the text into the member of the message. Where the error has no such member, nothing happens.
    fn set_message(&mut self, message: String) {
        drop(message);
    }
}
