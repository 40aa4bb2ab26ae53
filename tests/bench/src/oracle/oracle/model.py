"""A Smithy model in its JSON form, as far as values and bindings depend on it."""

import json

API = "smithy.api#"
QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible"

# What protocols are called: in Smithy, and in botocore's models. The first ones are taken where a service speaks several.
PROTOCOLS = {
    "smithy.protocols#rpcv2Cbor": "smithy-rpc-v2-cbor",
    "aws.protocols#awsJson1_0": "json",
    "aws.protocols#awsJson1_1": "json",
    "aws.protocols#restJson1": "rest-json",
    "aws.protocols#restXml": "rest-xml",
    "aws.protocols#awsQuery": "query",
    "aws.protocols#ec2Query": "ec2",
}

# Smithy's own shapes, by the type that each of them has.
PRELUDE = {
    "String": "string",
    "Blob": "blob",
    "Boolean": "boolean",
    "PrimitiveBoolean": "boolean",
    "Byte": "byte",
    "PrimitiveByte": "byte",
    "Short": "short",
    "PrimitiveShort": "short",
    "Integer": "integer",
    "PrimitiveInteger": "integer",
    "Long": "long",
    "PrimitiveLong": "long",
    "Float": "float",
    "PrimitiveFloat": "float",
    "Double": "double",
    "PrimitiveDouble": "double",
    "BigInteger": "bigInteger",
    "BigDecimal": "bigDecimal",
    "Timestamp": "timestamp",
    "Document": "document",
    "Unit": "structure",
}


class Member:
    """A member of a structure, list, map or union, with the shape that it targets."""

    def __init__(self, model, name, data):
        self.name = name
        self.target = data["target"]
        self.traits = data.get("traits", {})
        self._model = model

    @property
    def shape(self):
        return self._model.shape(self.target)

    def has(self, trait):
        return API + trait in self.traits

    def get(self, trait, default=None):
        """A trait's value, of the member or else of its target."""
        value = self.traits.get(API + trait)
        if value is None:
            value = self.shape.traits.get(API + trait, default)
        return value

    def own(self, trait, default=None):
        """A trait's value, of the member alone."""
        return self.traits.get(API + trait, default)


class Shape:
    """A shape; one of the prelude has nothing but a type."""

    def __init__(self, model, shape_id, data):
        self.id = shape_id
        self.name = shape_id.split("#")[1]
        self.type = data["type"]
        self.traits = data.get("traits", {})
        self.data = data
        # Before Smithy 2, enums and sets were strings and lists with a trait.
        if self.type == "set":
            self.type = "list"
        members = dict(data.get("members", {}))
        for part in ("member", "key", "value"):
            if part in data:
                members[part] = data[part]
        self.members = {name: Member(model, name, member) for name, member in members.items()}

    def has(self, trait):
        return API + trait in self.traits

    @property
    def enum_values(self):
        """The values of an enum, or none."""
        if self.type in ("enum", "intEnum"):
            return [member.own("enumValue", name) for name, member in self.members.items()]
        return [entry["value"] for entry in self.traits.get(API + "enum", [])]


class Operation:
    """An operation with the shapes of its input, output and errors."""

    def __init__(self, model, shape):
        self.name = shape.name
        self.shape = shape
        data = shape.data
        self.input = model.shape(data.get("input", {}).get("target", API + "Unit"))
        self.output = model.shape(data.get("output", {}).get("target", API + "Unit"))
        errors = data.get("errors", []) + model.service.data.get("errors", [])
        self.errors = [model.shape(error["target"]) for error in errors]
        self.http = shape.traits.get(API + "http", {})
        self.namespace = model.service.traits.get(API + "xmlNamespace")


class Model:
    """The text of a model, its only service, and the operations of that."""

    def __init__(self, text):
        self.json = json.loads(text)
        self._shapes = {}
        services = [shape_id for shape_id, shape in self.json["shapes"].items() if shape["type"] == "service"]
        if len(services) != 1:
            raise ValueError(f"it has {len(services)} services, and has to have one")
        self.service = self.shape(services[0])
        self.sdk_id = self.service.traits.get("aws.api#service", {}).get("sdkId")

    def shape(self, shape_id):
        known = self._shapes.get(shape_id)
        if known is None:
            data = self.json["shapes"].get(shape_id)
            if data is None:
                data = {"type": PRELUDE[shape_id.removeprefix(API)]}
            known = self._shapes[shape_id] = Shape(self, shape_id, data)
        return known

    @property
    def protocols(self):
        """The protocols that botocore knows as well, the preferred one first."""
        return [protocol for protocol in PROTOCOLS if protocol in self.service.traits]

    def speak(self, name, is_query_compatible):
        """Has the service speak a protocol, whether it does so in truth or not, and, where it has to be made to, with the
        error codes of its query protocol if botocore knows it so. Gives the protocol's trait."""
        traits = self.service.data.setdefault("traits", {})
        for protocol in PROTOCOLS:
            if name not in (protocol, protocol.split("#")[1]):
                continue
            if protocol not in traits:
                traits[protocol] = {}
                if is_query_compatible:
                    traits[QUERY_COMPATIBLE] = {}
            return protocol
        return None

    @property
    def has_protocol_tests(self):
        return any(
            trait.startswith("smithy.test#http")
            for shape in self.json["shapes"].values()
            for trait in shape.get("traits", {})
        )

    def operations(self):
        """All operations of the service and its resources, by name."""
        found = {}
        left = [self.service]
        lists = ("operations", "collectionOperations")
        single = ("create", "put", "read", "update", "delete", "list")
        while left:
            shape = left.pop()
            targets = [entry["target"] for part in lists for entry in shape.data.get(part, [])]
            if shape.type == "resource":
                targets += [shape.data[part]["target"] for part in single if part in shape.data]
            for target in targets:
                operation = Operation(self, self.shape(target))
                found[operation.name] = operation
            left += [self.shape(entry["target"]) for entry in shape.data.get("resources", [])]
        return dict(sorted(found.items()))
