"""botocore's client of a service, which sends nothing: its requests are caught, and responses are given to it."""

import gzip
import re
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import botocore.handlers
import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.httpsession import URLLib3Session
from botocore.tokens import FrozenAuthToken

from .differences import behaviour
from .model import PROTOCOLS

# Nothing listens there, and nothing is sent.
HOST = "localhost"
# What both sides send in place of a random one.
IDEMPOTENCY_TOKEN = "00000000-0000-4000-8000-000000000000"


class Caught(Exception):
    """A request, on its way out."""

    def __init__(self, request):
        super().__init__(request.url)
        self.request = request


class Raw:
    """A response's body, as botocore reads it off a connection."""

    def __init__(self, body):
        self._body = body

    def read(self, amount=None, **_):
        amount = len(self._body) if amount is None else amount
        part, self._body = self._body[:amount], self._body[amount:]
        return part

    def stream(self, **_):
        yield self.read()

    def close(self):
        pass


class _Uuid:
    uuid4 = staticmethod(lambda: IDEMPOTENCY_TOKEN)
    UUID = uuid.UUID


def _refuse(*_, **__):
    raise AssertionError("the oracle sends nothing")


URLLib3Session.send = _refuse
botocore.handlers.uuid = _Uuid


def _sdk_ids(session):
    """The names of all services by their SDK ids. Each stands near the beginning of a file."""
    loader = session.get_component("data_loader")
    found = {}
    for name in loader.list_available_services("service-2"):
        version = loader.determine_latest_version(name, "service-2")
        for folder in loader.search_paths:
            path = Path(folder, name, version, "service-2.json.gz")
            if path.exists():
                with gzip.open(path, "rt", encoding="utf-8") as file:
                    match = re.search(r'"serviceId":\s*"([^"]*)"', file.read(4096))
                if match:
                    found[match[1]] = name
    return found


class Services:
    """What botocore has."""

    def __init__(self):
        self._session = botocore.session.Session()
        self._session.set_credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        self._session._auth_token = FrozenAuthToken("token")
        self._names = _sdk_ids(self._session)

    def find(self, sdk_id):
        """The name of a service, if botocore knows it."""
        return self._names.get(sdk_id)

    def protocols(self, name):
        """The protocols that botocore can speak with a service, in Smithy's names."""
        metadata = self._data(name)["metadata"]
        listed = metadata.get("protocols") or [metadata["protocol"]]
        return [
            smithy
            for smithy, known in PROTOCOLS.items()
            if known in listed
            and (known != "json" or smithy.endswith(metadata["jsonVersion"].replace(".", "_")))
        ]

    def is_query_compatible(self, name):
        """Whether botocore gives the errors of a service the codes of its query protocol."""
        return "awsQueryCompatible" in self._data(name)["metadata"]

    def _data(self, name):
        return self._session.get_component("data_loader").load_service_model(name, "service-2")

    def client(self, name, protocol, model):
        """A client that speaks this protocol, whatever others botocore would prefer."""
        # The loader keeps what it has read, so that the client meets the same data.
        metadata = self._data(name)["metadata"]
        metadata["protocols"] = [PROTOCOLS[protocol]]
        if protocol.endswith("rpcv2Cbor"):
            metadata["targetPrefix"] = model.service.name
        return Service(
            self._session.create_client(
                name,
                region_name="us-east-1",
                endpoint_url=f"https://{HOST}",
                config=Config(
                    parameter_validation=False,
                    retries={"total_max_attempts": 1},
                    disable_request_compression=True,
                ),
            )
        )


class Service:
    """A client, and the model that it goes by."""

    def __init__(self, client):
        self._client = client
        self._response = None
        self.model = client.meta.service_model
        client.meta.events.register("before-send", self._before_send)
        behaviour.leave_as_they_are(client.meta.events)

    def _before_send(self, request, **_):
        if self._response is None:
            raise Caught(request)
        code, headers, body = self._response
        return AWSResponse(request.url, code, headers, Raw(body))

    def request(self, operation, params):
        """The request that botocore makes of an operation."""
        self._response = None
        try:
            self._client._make_api_call(operation, params)
        except Caught as caught:
            return caught.request
        raise AssertionError("botocore sent nothing")

    def response(self, operation, params, response):
        """What botocore makes of a response: status, headers, body. An error is raised."""
        self._response = response
        return self._client._make_api_call(operation, params)


def address(url):
    """Host, path and query of a URL, as they go over the wire."""
    parts = urlsplit(url)
    return parts.netloc, parts.path, parts.query
