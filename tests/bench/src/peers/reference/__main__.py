"""Sets up the server at sys.argv[1] with boto3, and prints what boto3 gets from it.

The output is one JSON document: an access key that the server checks; listings of functions, with the arguments that
lead to them and the document that the AWS CLI would print; and of each service of sys.argv[2:] what boto3 gets from it.
"""

import json
import sys
from importlib import import_module

from . import functions
from .clients import REGION, Clients, access_key
from .plain import plain


def main():
    endpoint, *services = sys.argv[1:]
    root = Clients(endpoint)
    key = access_key(root("iam"))
    user = Clients(endpoint, key)
    reference = {
        "endpoint": endpoint,
        "region": REGION,
        "access_key_id": key[0],
        "secret_access_key": key[1],
        "listings": functions.reference(root, user),
        # A module for each.
        "services": {
            name: plain(import_module(f".{name}", __package__).reference(user)) for name in services
        },
    }
    json.dump(reference, sys.stdout, indent=2)


main()
