"""XML bodies."""

from xml.sax.saxutils import quoteattr

from . import scalars


class Xml:
    """Writes values as XML, with what readers have to live with: comments, CDATA, unknown elements, white
    space."""

    def __init__(self, rng):
        self._rng = rng

    def document(self, name, content, attributes=""):
        head = self._rng.choice(["", '<?xml version="1.0" encoding="UTF-8"?>\n'])
        return f"{head}<{name}{attributes}>{content}</{name}>"

    def element(self, name, content, attributes=""):
        if content == "" and self._rng.random() < 0.5:
            return f"<{name}{attributes}/>"
        return f"<{name}{attributes}>{content}</{name}>"

    def members(self, shape, value):
        """The elements of a structure's members, and its attributes."""
        elements, attributes = [], ""
        for name, item in value.items():
            member = shape.members[name]
            if member.has("xmlAttribute"):
                text = scalars.scalar(self._rng, member, item, "date-time")
                escaped = quoteattr(text, {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
                attributes += f" {member.own('xmlName', name)}={escaped}"
            else:
                elements.append(self._member(member, item))
        if shape.type == "structure" and self._rng.random() < 0.2:
            elements.insert(self._rng.randint(0, len(elements)), self._noise())
        return self._rng.choice(["", "", "\n  "]).join(elements), attributes

    def payload(self, member, value):
        """The body of a payload."""
        name = member.own("xmlName") or member.shape.traits.get("smithy.api#xmlName")
        content, attributes = self.members(member.shape, value)
        return self.document(
            name or member.shape.name, content, attributes + namespace(member.get("xmlNamespace"))
        )

    def _member(self, member, value):
        name = member.own("xmlName", member.name)
        if member.has("xmlFlattened"):
            if member.shape.type == "list":
                part = member.shape.members["member"]
                return "".join(self._named(name, part, item) for item in value)
            return "".join(self._entry(name, member.shape, *entry) for entry in value.items())
        return self._named(name, member, value)

    def _named(self, name, member, value):
        """A value of a member, in an element of this name."""
        shape = member.shape
        attributes = namespace(member.own("xmlNamespace"))
        if shape.type == "list":
            part = shape.members["member"]
            inner = part.own("xmlName", "member")
            content = "".join(self._named(inner, part, item) for item in value)
        elif shape.type == "map":
            content = "".join(self._entry("entry", shape, *entry) for entry in value.items())
        elif shape.type in ("structure", "union"):
            content, more = self.members(shape, value)
            attributes += more
        else:
            content = self._text(scalars.scalar(self._rng, member, value, "date-time"))
        return self.element(name, content, attributes)

    def _entry(self, name, shape, key, value):
        key_member, value_member = shape.members["key"], shape.members["value"]
        content = self._named(key_member.own("xmlName", "key"), key_member, key)
        content += self._named(value_member.own("xmlName", "value"), value_member, value)
        return self.element(name, content)

    def _text(self, text):
        way = self._rng.random()
        if way < 0.1 and "]]>" not in text and "\r" not in text:
            return f"<![CDATA[{text}]]>"
        if way < 0.2:
            return "".join(f"&#x{ord(character):x};" for character in text)
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return escaped.replace("\r", "&#13;")

    def _noise(self):
        return self._rng.choice(
            [
                "<!-- a comment <with> & what would be markup -->",
                "<ZzNobodyKnows><a>1</a><a/></ZzNobodyKnows>",
                "<ZzNobodyKnows/>",
                "<?processing instruction?>",
            ]
        )


def namespace(value):
    """The attribute of an `xmlNamespace` trait."""
    if not value:
        return ""
    prefix = f":{value['prefix']}" if value.get("prefix") else ""
    return f' xmlns{prefix}="{value["uri"]}"'
