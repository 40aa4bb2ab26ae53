//! What makes a provider of a type that fetches credentials.

/// Makes a type with a method `async fn credentials(&self) -> Result<Credentials, CredentialsError>` a provider. `Debug`
/// output has its name alone: what it holds may be secret.
macro_rules! provider {
    ($name:ident) => {
        impl ::aws_credential_types::provider::ProvideCredentials for $name {
            fn provide_credentials<'a>(
                &'a self,
            ) -> ::aws_credential_types::provider::future::ProvideCredentials<'a>
            where
                Self: 'a,
            {
                let fetched = self.credentials();
                ::aws_credential_types::provider::future::ProvideCredentials::new(fetched)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

pub(super) use provider;
