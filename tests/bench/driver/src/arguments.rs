//! The arguments of a program's command line: pairs of a name and a value, all but the URL with a default.

use crate::BoxError;

/// The service that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// `Query` of DynamoDB.
    DynamoDb,
    /// `ListFunctionEventInvokeConfigs` of Lambda.
    Lambda,
    /// `ListHostedZones` of Route 53.
    Route53,
    /// `ReceiveMessage` of SQS.
    Sqs,
    /// `GetCallerIdentity` of STS.
    Sts,
}

impl Service {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "dynamodb" => Self::DynamoDb,
            "lambda" => Self::Lambda,
            "route-53" => Self::Route53,
            "sqs" => Self::Sqs,
            "sts" => Self::Sts,
            _ => return None,
        })
    }
}

/// Where the calls go, and what they ask for.
#[derive(Clone)]
pub struct Target {
    /// The server: `http://127.0.0.1:8000`.
    pub url: String,
    /// The service, for programs that call several.
    pub service: Service,
    /// The function whose configurations are listed. The server knows by it which page to send.
    pub function: String,
}

pub(crate) struct Arguments {
    pub url: String,
    /// The service that is called.
    pub service: Service,
    /// The items of a page; each response is checked for it.
    pub items: usize,
    /// The calls that are measured.
    pub calls: usize,
    /// The calls before those.
    pub warmup: usize,
    /// How many calls are under way at a time.
    pub concurrency: usize,
    /// The worker threads of the runtime; 0 for none but the main thread.
    pub workers: usize,
}

impl Arguments {
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, BoxError> {
        let mut arguments = Self {
            url: String::new(),
            service: Service::Lambda,
            items: 2,
            calls: 1,
            warmup: 0,
            concurrency: 1,
            workers: 0,
        };
        while let Some(name) = words.next() {
            let value = words.next().ok_or_else(|| format!("{name} has no value"))?;
            let number = || {
                let parsed = value.parse::<usize>();
                parsed.map_err(|_| format!("{name} takes a number, not {value}"))
            };
            match name.as_str() {
                "--url" => arguments.url = value,
                "--service" => {
                    let service = Service::named(&value);
                    arguments.service =
                        service.ok_or_else(|| format!("there is no service {value}"))?;
                }
                "--items" => arguments.items = number()?,
                "--calls" => arguments.calls = number()?,
                "--warmup" => arguments.warmup = number()?,
                "--concurrency" => arguments.concurrency = number()?,
                "--workers" => arguments.workers = number()?,
                _ => return Err(format!("there is no argument {name}").into()),
            }
        }
        if arguments.url.is_empty() {
            return Err("--url says where the server is, and is missing".into());
        }
        Ok(arguments)
    }

    pub fn target(&self) -> Target {
        Target {
            url: self.url.clone(),
            service: self.service,
            function: format!("items-{}", self.items),
        }
    }
}
