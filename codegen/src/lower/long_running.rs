//! Which operations are known to take longer than a client waits by default.
//!
//! No trait says so. The figures are the limits that the services' documentation gives for the work behind the
//! operation, with a minute on top for the way there and back. To add one, add a line with its source.

use std::time::Duration;

/// An operation of a service, by the service's SDK id, and for how many minutes it may be at work.
struct LongRunning {
    sdk_id: &'static str,
    operations: &'static [&'static str],
    minutes: u64,
}

const LONG_RUNNING: &[LongRunning] = &[
    // A stage's integration timeout is 29 seconds, and can be raised to 5 minutes.
    LongRunning {
        sdk_id: "API Gateway",
        operations: &["TestInvokeAuthorizer", "TestInvokeMethod"],
        minutes: 6,
    },
    // A flow, an agent or a generated answer runs model after model.
    LongRunning {
        sdk_id: "Bedrock Agent Runtime",
        operations: &[
            "InvokeAgent",
            "InvokeFlow",
            "InvokeInlineAgent",
            "OptimizePrompt",
            "RetrieveAndGenerate",
            "RetrieveAndGenerateStream",
        ],
        minutes: 61,
    },
    // A synchronous request of an agent's runtime has 15 minutes, a streaming one 60.
    LongRunning {
        sdk_id: "Bedrock AgentCore",
        operations: &["InvokeAgentRuntime", "InvokeCodeInterpreter"],
        minutes: 61,
    },
    LongRunning {
        sdk_id: "Bedrock Data Automation Runtime",
        operations: &["InvokeDataAutomation"],
        minutes: 6,
    },
    // A model may be at work on a response for an hour.
    LongRunning {
        sdk_id: "Bedrock Runtime",
        operations: &[
            "Converse",
            "ConverseStream",
            "InvokeModel",
            "InvokeModelWithBidirectionalStream",
            "InvokeModelWithResponseStream",
        ],
        minutes: 61,
    },
    // The tree hash of an archive of up to 40 TB is computed before the response.
    LongRunning {
        sdk_id: "Glacier",
        operations: &["CompleteMultipartUpload", "UploadArchive"],
        minutes: 6,
    },
    // A function may run for 15 minutes, and the response, or its first byte, waits for it.
    LongRunning {
        sdk_id: "Lambda",
        operations: &["Invoke", "InvokeWithResponseStream"],
        minutes: 16,
    },
    // A graph's query timeout is up to an hour.
    LongRunning {
        sdk_id: "Neptune Graph",
        operations: &["ExecuteQuery"],
        minutes: 61,
    },
    // The cluster's `neptune_query_timeout` is 2 minutes, and often raised.
    LongRunning {
        sdk_id: "neptunedata",
        operations: &[
            "ExecuteFastReset",
            "ExecuteGremlinExplainQuery",
            "ExecuteGremlinProfileQuery",
            "ExecuteGremlinQuery",
            "ExecuteOpenCypherExplainQuery",
            "ExecuteOpenCypherQuery",
        ],
        minutes: 61,
    },
    LongRunning {
        sdk_id: "QBusiness",
        operations: &["Chat", "ChatSync"],
        minutes: 6,
    },
    // Objects of gigabytes are put together or copied before the response.
    LongRunning {
        sdk_id: "S3",
        operations: &["CompleteMultipartUpload", "CopyObject", "UploadPartCopy"],
        minutes: 16,
    },
    // A container has 60 seconds, and 8 minutes where it streams.
    LongRunning {
        sdk_id: "SageMaker Runtime",
        operations: &["InvokeEndpoint", "InvokeEndpointWithResponseStream"],
        minutes: 9,
    },
    // Execution of a synchronous Express workflow is 5 minutes at most; the long poll for a task is 60 seconds.
    LongRunning {
        sdk_id: "SFN",
        operations: &["GetActivityTask", "StartSyncExecution", "TestState"],
        minutes: 6,
    },
    // The long poll is 60 seconds.
    LongRunning {
        sdk_id: "SWF",
        operations: &["PollForActivityTask", "PollForDecisionTask"],
        minutes: 2,
    },
    LongRunning {
        sdk_id: "Timestream Query",
        operations: &["Query"],
        minutes: 6,
    },
];

/// How long an attempt at this operation may take, if it is one of those.
pub(super) fn attempt_timeout(sdk_id: &str, operation: &str) -> Option<Duration> {
    LONG_RUNNING
        .iter()
        .find(|it| it.sdk_id == sdk_id && it.operations.contains(&operation))
        .map(|it| Duration::from_secs(it.minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_has_no_operation_twice() {
        let key = |it: &LongRunning| it.sdk_id.to_lowercase();
        assert!(LONG_RUNNING.iter().is_sorted_by_key(key));
        for it in LONG_RUNNING {
            assert!(it.operations.is_sorted_by(|a, b| a < b), "{}", it.sdk_id);
            assert!((2..=61).contains(&it.minutes), "{}", it.sdk_id);
        }
    }

    #[test]
    fn an_operation_is_found_by_its_service_and_its_name() {
        let minutes = |minutes: u64| Some(Duration::from_secs(minutes * 60));
        assert_eq!(attempt_timeout("Lambda", "Invoke"), minutes(16));
        assert_eq!(attempt_timeout("Lambda", "GetFunction"), None);
        assert_eq!(attempt_timeout("Other", "Invoke"), None);
    }
}
