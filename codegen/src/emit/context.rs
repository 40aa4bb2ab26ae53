//! What every emitter needs to know, the package and from where its items are named; and what it makes, a module.

use super::codec::{self, RequestCode, ResponseCode};
use crate::ir::{Crate, Direction, Package};
use crate::naming;
use proc_macro2::TokenStream;
use quote::quote;

/// What every emitter needs to know: the package, and which of its crates is being written.
pub struct Context<'a> {
    pub(super) package: &'a Package,
    pub(super) krate: Crate,
    /// Whether the code stands outside of the generated crates, and so names all of them.
    external: bool,
    /// Where all of the package is in one place, in a module for each of the crates that it would be in otherwise: the path
    /// from the crate's root.
    pub(super) place: Option<&'a str>,
}

impl<'a> Context<'a> {
    pub(super) fn new(package: &'a Package, krate: Crate, place: Option<&'a str>) -> Self {
        Self {
            package,
            krate,
            external: false,
            place,
        }
    }

    /// The point of view of a crate that uses the generated ones.
    pub fn external(package: &'a Package) -> Self {
        Self {
            package,
            krate: Crate::Operations,
            external: true,
            place: None,
        }
    }

    /// The same package from the point of view of a crate that uses it.
    pub(super) fn as_external(&self) -> Self {
        Self {
            package: self.package,
            krate: self.krate,
            external: true,
            place: self.place,
        }
    }

    /// The code that writes the bodies of requests.
    pub(super) fn request_codec(&self) -> &'static dyn RequestCode {
        codec::of_requests(self.package.protocol.codecs.request)
    }

    /// The code that reads the bodies of responses.
    pub(super) fn response_codec(&self) -> &'static dyn ResponseCode {
        codec::of_responses(self.package.protocol.codecs.response)
    }

    /// What a file imports in which something is written, or read, or both.
    pub(super) fn codec_imports(&self, code: CodecUse) -> TokenStream {
        let request = code.writes.then(|| self.request_codec().module());
        let response = code.reads.then(|| self.response_codec().module());
        let mut modules: Vec<_> = request.into_iter().chain(response).collect();
        modules.dedup();
        let modules = modules.into_iter().map(naming::ident);
        quote!(#(use ::smithereens_types::#modules;)*)
    }

    /// The code that a shape needs: what writes it if it is part of a request, what reads it if it is part of a response.
    pub(super) fn codec_use(&self, shape: Direction) -> CodecUse {
        let codecs = self.package.protocol.codecs;
        CodecUse {
            writes: shape.is_written || codecs.write_all_shapes(),
            reads: shape.is_read || codecs.read_all_shapes(),
        }
    }

    /// The codecs in which enums are written and read, as their macros take them: the one behind no feature is not named.
    pub(super) fn enum_codecs(&self) -> Option<TokenStream> {
        let request = self.request_codec().feature();
        let response = self.response_codec().feature();
        let mut names: Vec<_> = [request, response].into_iter().flatten().collect();
        names.dedup();
        let names = names.into_iter().map(naming::ident);
        (names.len() > 0).then(|| quote!(, #(#names),*))
    }

    /// The modules on the way from the crate's root to where all of the package is.
    pub(super) fn place_names(&self) -> impl Iterator<Item = &'a str> {
        self.place.unwrap_or_default().split("::").skip(1)
    }

    /// The name of one of the crates, such as `lambda-shapes`.
    pub(super) fn crate_name(&self, krate: Crate) -> String {
        let prefix = &self.package.prefix;
        if self.place.is_some() {
            return prefix.clone();
        }
        format!("{prefix}-{}", krate.module())
    }

    /// The path to an item of one of the crates.
    pub fn path(&self, krate: Crate, name: &str) -> TokenStream {
        let name = naming::ident(name);
        let root = self.root(krate);
        if self.external || self.place.is_none() && self.krate != krate {
            return quote!(::#root::#name);
        }
        quote!(#root::#name)
    }

    /// Where the items of one of the crates are, from here: `lambda_shapes`, `crate`, or a module such as `crate::shapes`.
    pub(super) fn root(&self, krate: Crate) -> TokenStream {
        let crate_ident = || naming::crate_ident(&self.crate_name(krate));
        if let Some(place) = self.place {
            let module = naming::ident(krate.module());
            if self.external {
                let crate_ident = crate_ident();
                return quote!(#crate_ident::#module);
            }
            let names = place.split("::").map(naming::ident);
            return quote!(#(#names::)*#module);
        }
        if self.krate == krate && !self.external {
            return quote!(crate);
        }
        let crate_ident = crate_ident();
        quote!(#crate_ident)
    }
}

/// Which code of the codecs there is.
#[derive(Clone, Copy)]
pub(super) struct CodecUse {
    pub(super) writes: bool,
    pub(super) reads: bool,
}

/// A module of a generated crate.
pub(super) struct Module {
    /// The file's stem, which is the module's name.
    pub(super) file: String,
    /// What the crate gives to its users from here.
    pub(super) exports: Vec<String>,
}
