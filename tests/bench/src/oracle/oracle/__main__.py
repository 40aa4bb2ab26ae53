"""Writes test cases into copies of Smithy models, with botocore as the judge of requests and responses.

For each model that botocore knows the service of: random inputs, and the requests that botocore makes of them; random
outputs and errors, and the responses that stand for them, which botocore has to read as they were meant.

Prints a JSON document: of each model either the copy and what it has no cases of, or why there is none.
"""

import argparse
import json
import sys
from pathlib import Path

from .cases import Cases
from .model import Model
from .service import Services


def arguments():
    parser = argparse.ArgumentParser(prog="oracle", description=__doc__.split("\n")[0])
    parser.add_argument("models", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="the folder for the copies")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--cases", type=int, required=True, help="cases for each operation and direction")
    parser.add_argument("--operations", type=int, required=True, help="operations of a model")
    parser.add_argument("--protocol", help="the protocol, such as awsQuery")
    parser.add_argument("--prune", action="store_true", help="leave the other operations out of the copy")
    return parser.parse_args()


def oracle(services, path, folder, options):
    """The report of a model, of which a copy goes into the folder."""
    report = {"model": str(path)}
    try:
        model = Model(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError) as error:
        return {**report, "skipped": f"it cannot be read: {error}"}
    if model.has_protocol_tests:
        return {**report, "skipped": "it has protocol tests of its own"}
    name = services.find(model.sdk_id)
    if name is None:
        return {**report, "skipped": f"botocore has no service {model.sdk_id!r}"}
    spoken = services.protocols(name)
    if options.protocol is None:
        protocol = next((protocol for protocol in model.protocols if protocol in spoken), None)
    else:
        protocol = model.speak(options.protocol, services.is_query_compatible(name))
    if protocol is None:
        protocols = options.protocol or model.protocols
        return {**report, "skipped": f"botocore speaks {spoken} with it, asked for is {protocols}"}
    service = services.client(name, protocol, model)
    cases = Cases(model, service, protocol, options)
    cases.make()
    if options.prune:
        cases.prune()
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name
    copy.write_text(json.dumps(model.json), encoding="utf-8")
    return {**report, "copy": str(copy), "protocol": protocol, **cases.report}


def main():
    options = arguments()
    services = Services()
    reports = [
        # Models of different folders may have one name.
        oracle(services, path, options.out / str(number), options)
        for number, path in enumerate(options.models)
    ]
    json.dump(reports, sys.stdout, indent=2)


main()
