"""The cases of a model: for chosen operations, in either direction, put where Smithy has them."""

import random
import traceback

from botocore.exceptions import BotoCoreError

from . import requests, responses
from .values import Unfit, Values
from .writers.response import Writer

REQUESTS = "smithy.test#httpRequestTests"
RESPONSES = "smithy.test#httpResponseTests"


class Cases:
    """Makes the cases of a model and puts them into it."""

    def __init__(self, model, service, protocol, options):
        self._model = model
        self._service = service
        self._protocol = protocol
        self._options = options
        self._errors = set()
        known = service.model.operation_names
        everything = model.operations()
        self._operations = [operation for name, operation in everything.items() if name in known]
        rng = self._rng("operations")
        if len(self._operations) > options.operations:
            self._operations = rng.sample(self._operations, options.operations)
        self.report = {
            "unknown": [name for name in everything if name not in known],
            "streams": [],
            "problems": [],
        }

    def _rng(self, *parts):
        """A source of chance that depends on the seed and these parts alone."""
        return random.Random(":".join(map(str, [self._options.seed, self._model.service.id, *parts])))

    def make(self):
        for operation in self._operations:
            if _has_event_stream(operation):
                self.report["streams"].append(operation.name)
                continue
            for number in range(self._options.cases):
                self._attempt(operation, "request", number, self._request)
                self._attempt(operation, "response", number, self._response)
            self._make_errors(operation)

    def _attempt(self, operation, kind, number, make, *more):
        """A case, or a note of why there is none."""
        rng = self._rng(operation.name, kind, number, *(shape.name for shape in more))
        # All members, few of them, any of them.
        likelihood = [1.0, 0.1][number] if number < 2 else rng.uniform(0.2, 0.8)
        if self._options.cases == 1:
            likelihood = 0.7
        try:
            make(operation, Values(rng, likelihood), number, *more)
        except Unfit as error:
            self._problem(operation, kind, number, f"there is no value of {error}")
        except (BotoCoreError, responses.Misread) as error:
            self._problem(operation, kind, number, str(error))
        except Exception:  # botocore fails in many ways on what it does not expect
            self._problem(operation, kind, number, traceback.format_exc(limit=-3))

    def _problem(self, operation, kind, number, text):
        self.report["problems"].append(f"{operation.name} {kind} {number}: {text}")

    def _input(self, operation, values):
        known = self._service.model.operation_model(operation.name).input_shape
        return requests.input_value(values, self._protocol, operation, known)

    def _request(self, operation, values, number):
        value = self._input(operation, values)
        name = f"Oracle{operation.name}Request{number}"
        case = requests.case(self._service, self._protocol, operation, value, name)
        _add(operation.shape, REQUESTS, case)

    def _response(self, operation, values, number):
        known = self._service.model.operation_model(operation.name).output_shape
        value = {}
        if known is not None:
            value = responses.output_value(values, self._protocol, operation.output, known)
        writer = Writer(values.rng, self._protocol, self._model)
        given = self._input(operation, Values(values.rng, 0))
        name = f"Oracle{operation.name}Response{number}"
        case = responses.case(self._service, writer, self._protocol, operation, given, value, name)
        _add(operation.shape, RESPONSES, case)

    def _make_errors(self, operation):
        """Cases of the errors that no operation before had."""
        known = {
            shape.name: shape for shape in self._service.model.operation_model(operation.name).error_shapes
        }
        for shape in operation.errors:
            if shape.name in known and shape.id not in self._errors:
                self._errors.add(shape.id)
                for number in range(min(self._options.cases, 2)):
                    self._attempt(operation, "error", number, self._error, shape)

    def _error(self, operation, values, number, shape):
        known = self._service.model.shape_for(shape.name)
        writer = Writer(values.rng, self._protocol, self._model)
        given = self._input(operation, Values(values.rng, 0))
        name = f"Oracle{shape.name}{number}"
        case = responses.error_case(
            self._service, writer, self._protocol, operation, given, shape, known, values, name
        )
        _add(shape, RESPONSES, case)

    def prune(self):
        """Leaves out of the model the operations without cases."""
        service = self._model.service.data
        service["operations"] = [{"target": operation.shape.id} for operation in self._operations]
        service["resources"] = []


def _add(shape, trait, case):
    shape.data.setdefault("traits", {}).setdefault(trait, []).append(case)


def _has_event_stream(operation):
    return any(
        member.shape.type == "union" and member.shape.has("streaming")
        for shape in (operation.input, operation.output)
        for member in shape.members.values()
    )
