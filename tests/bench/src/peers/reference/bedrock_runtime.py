"""Bedrock (restJson1): what a model says, as a stream of events."""

from .plain import failure

MODEL = "anthropic.claude-3-haiku-20240307-v1:0"
QUESTION = "What is the capital of Österreich?"


def reference(clients):
    bedrock = clients("bedrock-runtime")
    messages = [{"role": "user", "content": [{"text": QUESTION}]}]
    answer = bedrock.converse_stream(modelId=MODEL, messages=messages)
    return {
        "model": MODEL,
        "question": QUESTION,
        "events": list(answer["stream"]),
    }
