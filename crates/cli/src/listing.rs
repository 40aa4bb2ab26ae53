//! The pages of a listing that may start within a page and end within another one.

use crate::arguments::Arguments;
use crate::starting_token::StartingToken;
use lambda_errors::ListFunctionEventInvokeConfigsError;
use lambda_operations::ListFunctionEventInvokeConfigs;
use lambda_shapes::FunctionEventInvokeConfig;
use smithereens::{Client, Error, Pages};

/// The longest page that is read, in bytes. One has fifty configurations at most, of less than 2 kB each.
pub const MAX_PAGE: u64 = 8 * 1024 * 1024;

/// A listing under way.
pub struct Listing {
    pages: Pages<ListFunctionEventInvokeConfigs>,
    pages_seen: u32,
    /// How many items of the next page an earlier listing has had.
    skip: usize,
    left: Option<usize>,
    rest: Option<StartingToken>,
}

impl Listing {
    pub fn new(client: &Client, arguments: &Arguments) -> Self {
        let mut operation = ListFunctionEventInvokeConfigs::new(&arguments.function);
        operation.max_items = arguments.page_size;
        let mut pages = client.pages(operation);
        let mut skip = 0;
        if let Some(start) = &arguments.starting_token {
            skip = start.skip;
            if let Some(marker) = &start.marker {
                pages = pages.start_at(marker);
            }
        }
        let left = arguments
            .max_items
            .map(|items| usize::try_from(items).unwrap_or(usize::MAX));
        Self {
            pages,
            pages_seen: 0,
            skip,
            left,
            rest: None,
        }
    }

    /// The configurations of the next page, or `None` at the end, be it the service's or the limit's.
    pub async fn next_page(
        &mut self,
    ) -> Result<Option<Vec<FunctionEventInvokeConfig>>, Error<ListFunctionEventInvokeConfigsError>>
    {
        if self.rest.is_some() {
            return Ok(None);
        }
        let marker = self.pages.next_token().map(str::to_owned);
        let Some(page) = self.pages.try_next().await? else {
            return Ok(None);
        };
        self.pages_seen += 1;
        let mut configs = page.function_event_invoke_configs;
        tracing::debug!(page = self.pages_seen, items = configs.len(), "read");
        let skipped = std::mem::take(&mut self.skip);
        configs.drain(..skipped.min(configs.len()));
        if let Some(left) = &mut self.left {
            if configs.len() > *left {
                configs.truncate(*left);
                self.rest = Some(StartingToken {
                    marker,
                    skip: skipped + *left,
                });
            } else {
                *left -= configs.len();
                if *left == 0 {
                    self.rest = self.position();
                }
            }
        }
        Ok(Some(configs))
    }

    /// What the limit cut off, if it did.
    pub fn rest(&self) -> Option<&StartingToken> {
        self.rest.as_ref()
    }

    /// The page that comes next, or that could not be read; `None` at the very start and at the end.
    pub fn position(&self) -> Option<StartingToken> {
        let marker = self.pages.next_token()?.to_owned();
        Some(StartingToken {
            marker: Some(marker),
            skip: self.skip,
        })
    }
}
