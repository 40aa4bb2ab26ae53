//! Makes a call of one of several services with the AWS SDK, of which the manifest says how much.

use aws_config::BehaviorVersion;
use aws_sdk_dynamodb::types::AttributeValue;
use driver::{BoxError, Service};
use std::process::ExitCode;

fn main() -> ExitCode {
    driver::main(async |target| {
        let config = aws_config::defaults(BehaviorVersion::latest())
            .endpoint_url(target.url)
            .load()
            .await;
        let dynamo_db = aws_sdk_dynamodb::Client::new(&config);
        let route_53 = aws_sdk_route53::Client::new(&config);
        let sqs = aws_sdk_sqs::Client::new(&config);
        let sts = aws_sdk_sts::Client::new(&config);
        let service = target.service;
        Ok(move || {
            let (dynamo_db, route_53) = (dynamo_db.clone(), route_53.clone());
            let (sqs, sts) = (sqs.clone(), sts.clone());
            async move {
                Ok::<_, BoxError>(match service {
                    Service::DynamoDb => {
                        let query = dynamo_db
                            .query()
                            .table_name("orders")
                            .key_condition_expression("customer = :c")
                            .expression_attribute_values(":c", AttributeValue::S("c-1".to_owned()));
                        query.send().await?.items().len()
                    }
                    Service::Route53 => route_53
                        .list_hosted_zones()
                        .send()
                        .await?
                        .hosted_zones()
                        .len(),
                    Service::Sqs => {
                        let receive = sqs
                            .receive_message()
                            .queue_url("https://sqs.us-east-2.amazonaws.com/123456789012/orders")
                            .max_number_of_messages(10);
                        receive.send().await?.messages().len()
                    }
                    Service::Sts => {
                        let caller = sts.get_caller_identity().send().await?;
                        usize::from(caller.account().is_some())
                    }
                    Service::Lambda => return Err("this program calls no Lambda".into()),
                })
            }
        })
    })
}
