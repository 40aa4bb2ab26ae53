//! Requests that are signed ahead, for others to send.

use super::Client;
use super::in_query::moved_into_query;
use crate::error::{Error, ErrorKind, Report};
use crate::operation::Operation;
use crate::signing::SignedBody;
use crate::stack::{Call, Presigned, RequestBody};
use crate::uri::shown;
use http::{HeaderMap, Method, Request, Uri};
use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime};

/// The longest life of a presigned URL: services refuse those that are to live longer.
const MAX_LIFE: Duration = Duration::from_hours(7 * 24);

/// A request that is signed and not sent: whoever has it can send it until it expires, without credentials. So it is as
/// much of a secret as a password is.
///
/// It comes from [`Client::presign`].
#[derive(Clone)]
pub struct PresignedRequest {
    method: Method,
    uri: Uri,
    url: String,
    headers: HeaderMap,
    expires_at: SystemTime,
}

impl PresignedRequest {
    /// The method that it has to be sent with.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The URL, with the signature in its query.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers that have to be sent with it, with these very values: the signature covers them. `host` is not among
    /// them, since every HTTP client makes it of the URL; most requests have no others.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Until when services take it: as long as was asked for, or until the credentials expire that it was signed with, if
    /// that is earlier.
    #[must_use]
    pub fn expires_at(&self) -> SystemTime {
        self.expires_at
    }

    /// The request for an HTTP client, with this body.
    #[must_use]
    pub fn into_request<B>(self, body: B) -> Request<B> {
        let mut request = Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = self.uri;
        *request.headers_mut() = self.headers;
        request
    }
}

/// Shows neither the query nor the values of headers, which are secret.
impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("PresignedRequest")
            .field("method", &self.method)
            .field("url", &shown(&self.url, 200))
            .field("headers", &headers)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Signs the request of an operation for someone else to send, and sends nothing. The signature is in the URL, and
    /// is good for as long as `expires` says, in whole seconds: from 1 second to 7 days. The credentials have to live
    /// as long: [`expires_at`](PresignedRequest::expires_at) says where they do not.
    ///
    /// What the request has in its body has to be known to sign it, and is not part of what is given. So there is to be
    /// none, but for these:
    ///
    /// - A form, as STS, IAM and other services of the protocols awsQuery and ec2Query have it, goes into the query of the
    ///   URL, and the method becomes GET. So do the members of the JSON of Polly's `SynthesizeSpeech`.
    /// - A body that the operation's model leaves out of signatures (Smithy's `aws.auth#unsignedPayload` trait) is
    ///   whatever is sent to the URL, of the length of the one that is given here, if that is known.
    ///
    /// Headers that others have to send as well, such as the name of the cluster that EKS wants, come from
    /// [`Overrides::header`](crate::Overrides::header):
    ///
    /// ```no_run
    /// # use guide_operations as sts_operations;
    /// # async fn run(client: smithereens::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use smithereens::Overrides;
    /// use std::time::Duration;
    /// use sts_operations::GetCallerIdentity;
    ///
    /// let cluster = client.with(Overrides::new().header("x-k8s-aws-id", "my-cluster"));
    /// let presigned = cluster.presign(GetCallerIdentity::new(), Duration::from_secs(60)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send) before anything is sent; and of the kind [`Signing`](ErrorKind::Signing) where
    /// `expires` is out of its range, the operation is not signed, its body would have to be, or the URL would have more
    /// than 65,534 bytes.
    pub async fn presign<O: Operation>(
        &self,
        operation: O,
        expires: Duration,
    ) -> Result<PresignedRequest, Error<O::Error>> {
        let sender = self.settings().sender::<O>().await;
        let prepared = sender.and_then(|sender| self.settings().prepare(operation, &sender));
        let presigned = match prepared {
            Ok(call) => {
                self.presigned(&call, expires, O::BODY_IN_PRESIGNED_QUERY)
                    .await
            }
            Err(report) => Err(report),
        };
        presigned.map_err(|report| Error::new(*report, None))
    }

    /// What needs none of the operation's types.
    async fn presigned(
        &self,
        call: &Call,
        expires: Duration,
        takes_json_in_query: bool,
    ) -> Result<PresignedRequest, Box<Report>> {
        let unsigned = |why: &str| Box::new(call.report(ErrorKind::Signing, why));
        if !call.plan.can_be_signed() {
            return Err(unsigned(
                "its requests are not signed with AWS Signature Version 4, so that there is nothing to sign ahead",
            ));
        }
        if expires.as_secs() == 0 {
            return Err(unsigned(
                "a presigned URL has to be good for a second at least",
            ));
        }
        if expires > MAX_LIFE {
            return Err(unsigned(
                "a presigned URL is good for 7 days (604,800 seconds) at most",
            ));
        }
        let (request, body) = suited(call, takes_json_in_query).map_err(|why| unsigned(&why))?;
        let presigned = self
            .inner
            .stack
            .presign(call, &request, &body, expires.as_secs());
        let Presigned {
            uri,
            headers,
            expires_at,
        } = presigned.await?;
        Ok(PresignedRequest {
            method: request.method().clone(),
            url: uri.to_string(),
            uri,
            headers,
            expires_at,
        })
    }
}

/// The request as a URL can have it, and what the signature says of its body.
fn suited(
    call: &Call,
    takes_json_in_query: bool,
) -> Result<(Cow<'_, Request<RequestBody>>, SignedBody<'_>), String> {
    let request = &call.request;
    if call.plan.unsigned_payload {
        return Ok((Cow::Borrowed(request), SignedBody::Unsigned));
    }
    let nothing = SignedBody::Bytes(&[]);
    match request.body() {
        RequestBody::Bytes(bytes) if bytes.is_empty() => Ok((Cow::Borrowed(request), nothing)),
        RequestBody::Bytes(bytes) => {
            let moved = moved_into_query(request, bytes, takes_json_in_query)?;
            Ok((Cow::Owned(moved), nothing))
        }
        _ => Err(super::in_query::NOT_IN_URL.to_owned()),
    }
}
