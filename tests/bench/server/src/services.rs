//! The pages of the services that some programs call: as many items as a call of each mostly has, told as they tell them.

use crate::page::{Page, list};
use std::fmt::Write;

/// The items of each page, and of what STS says, which is one.
const ITEMS: usize = 10;

/// A page for each service.
pub fn pages() -> [Page; 4] {
    [dynamo_db(), route_53(), sqs(), sts()]
}

/// Items of a table, by `Query`.
fn dynamo_db() -> Page {
    let items = list(ITEMS, |item| {
        format!(
            "{{\"customer\":{{\"S\":\"c-1\"}},\"order\":{{\"N\":\"{item}\"}},\"total\":{{\"N\":\"99.5\"}},\
             \"paid\":{{\"BOOL\":true}},\"lines\":{{\"L\":[{{\"S\":\"book\"}},{{\"S\":\"pen\"}}]}}}}"
        )
    });
    let body = format!("{{\"Count\":10,\"Items\":{items},\"ScannedCount\":10}}");
    let crc32 = crc32fast::hash(body.as_bytes());
    let headers = format!("Content-Type: application/x-amz-json-1.0\r\nx-amz-crc32: {crc32}\r\n");
    Page::new("DynamoDB_20120810.Query", &headers, &body)
}

/// Hosted zones, by `ListHostedZones`.
fn route_53() -> Page {
    let mut body = String::from(
        "<?xml version=\"1.0\"?>\n<ListHostedZonesResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><HostedZones>",
    );
    for item in 0..ITEMS {
        // Writing to a string cannot fail.
        let _ = write!(
            body,
            "<HostedZone><Id>/hostedzone/Z1D633PJN98FT{item}</Id><Name>zone-{item}.example.</Name>\
             <CallerReference>reference-{item}</CallerReference><Config><Comment>of the benchmark</Comment>\
             <PrivateZone>false</PrivateZone></Config><ResourceRecordSetCount>{item}</ResourceRecordSetCount></HostedZone>"
        );
    }
    body.push_str(
        "</HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListHostedZonesResponse>",
    );
    Page::new(
        "/2013-04-01/hostedzone",
        "Content-Type: text/xml\r\n",
        &body,
    )
}

/// Messages of a queue, by `ReceiveMessage`.
fn sqs() -> Page {
    let messages = list(ITEMS, |item| {
        format!(
            "{{\"Body\":\"{{\\\"order\\\": 17, \\\"customer\\\": \\\"c-1\\\", \\\"total\\\": 99.5}}\",\
             \"MD5OfBody\":\"3db835014f5a7ced33c2b3a4e82c38e6\",\"MessageId\":\"5fea7756-0ea4-451a-a703-a558b933e27{item}\",\
             \"ReceiptHandle\":\"AQEBzbVv2ZQ7WWzZ4K5Zlq3vS0Lr4ZlIrHsZ6w2wHBmqSTSnBl2Dj5b1hPh2r3kO0kRz\"}}"
        )
    });
    Page::new(
        "AmazonSQS.ReceiveMessage",
        "Content-Type: application/x-amz-json-1.0\r\n",
        &format!("{{\"Messages\":{messages}}}"),
    )
}

/// Who calls, by `GetCallerIdentity`: of the services here, the one that takes forms.
fn sts() -> Page {
    let body = "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
        <Arn>arn:aws:iam::123456789012:user/someone</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Account>123456789012</Account>\
        </GetCallerIdentityResult><ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId>\
        </ResponseMetadata></GetCallerIdentityResponse>";
    Page::new(
        "application/x-www-form-urlencoded",
        "Content-Type: text/xml\r\n",
        body,
    )
}
