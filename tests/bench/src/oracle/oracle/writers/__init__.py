"""What a service would write, by the rules of Smithy: a module for each codec, and one for HTTP bindings."""
