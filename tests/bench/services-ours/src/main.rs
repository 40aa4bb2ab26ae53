//! Makes a call of one of several services with Smithereens.

use driver::{BoxError, Service};
use dynamodb_operations::Query;
use dynamodb_shapes::AttributeValue;
use route_53_operations::ListHostedZones;
use smithereens::Client;
use sqs_operations::ReceiveMessage;
use std::process::ExitCode;
use sts_operations::GetCallerIdentity;

fn main() -> ExitCode {
    driver::main(async |target| {
        let client = Client::builder().endpoint_url(target.url).build().await?;
        let service = target.service;
        Ok(move || {
            let client = client.clone();
            async move {
                Ok::<_, BoxError>(match service {
                    Service::DynamoDb => {
                        let query = Query::new("orders")
                            .key_condition_expression("customer = :c")
                            .expression_attribute_values([(
                                ":c",
                                AttributeValue::S("c-1".to_owned()),
                            )]);
                        client.send(query).await?.items.len()
                    }
                    Service::Route53 => client
                        .send(ListHostedZones::new())
                        .await?
                        .hosted_zones
                        .len(),
                    Service::Sqs => {
                        let url = "https://sqs.us-east-2.amazonaws.com/123456789012/orders";
                        let receive = ReceiveMessage::new(url).max_number_of_messages(10);
                        client.send(receive).await?.messages.len()
                    }
                    Service::Sts => {
                        let caller = client.send(GetCallerIdentity::new()).await?;
                        usize::from(caller.account.is_some())
                    }
                    Service::Lambda => return Err("this program calls no Lambda".into()),
                })
            }
        })
    })
}
