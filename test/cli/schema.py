"""A small checker for the part of JSON Schema (draft 7) that docs/schema uses. An unknown keyword is an error, not ignored."""
import json
import pathlib
import re

KINDS = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
}
SILENT = {"$schema", "title", "description", "definitions", "required", "additionalProperties", "properties", "items"}


def is_kind(value, kind):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind])


class Schemas:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.files = {}

    def file(self, name):
        if name not in self.files:
            self.files[name] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return self.files[name]

    def resolve(self, reference):
        name, _, path = reference.partition("#/")
        schema = self.file(name)
        for part in filter(None, path.split("/")):
            schema = schema[part]
        return schema

    def faults(self, value, schema, place="$"):
        """Where and how a value is not what a schema says."""
        if "$ref" in schema:
            yield from self.faults(value, self.resolve(schema["$ref"]), place)
        if "const" in schema and value != schema["const"]:
            yield f"{place}: {value!r} is not {schema['const']!r}"
        if "enum" in schema and value not in schema["enum"]:
            yield f"{place}: {value!r} is none of {schema['enum']}"
        if "type" in schema:
            kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            if not any(is_kind(value, kind) for kind in kinds):
                yield f"{place}: {value!r} is no {' or '.join(kinds)}"
                return
        if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
            yield f"{place}: {value!r} does not match {schema['pattern']}"
        if "minimum" in schema and is_kind(value, "number") and value < schema["minimum"]:
            yield f"{place}: {value} is below {schema['minimum']}"
        if "maximum" in schema and is_kind(value, "number") and value > schema["maximum"]:
            yield f"{place}: {value} is above {schema['maximum']}"
        if isinstance(value, dict):
            yield from self.members(value, schema, place)
        if isinstance(value, list) and "items" in schema:
            for number, item in enumerate(value):
                yield from self.faults(item, schema["items"], f"{place}[{number}]")
        known = SILENT | {"$ref", "const", "enum", "type", "pattern", "minimum", "maximum"}
        for keyword in schema.keys() - known:
            yield f"{place}: the schema says {keyword}, which this checker does not know"

    def members(self, value, schema, place):
        for key in schema.get("required", []):
            if key not in value:
                yield f"{place}: {key} is missing"
        properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        known = [key for key in properties if key in value]
        if known != [key for key in value if key in properties]:
            yield f"{place}: its keys do not stand in the order of the schema: {list(value)}"
        for key, member in value.items():
            if key in properties:
                yield from self.faults(member, properties[key], f"{place}.{key}")
            elif others is False:
                yield f"{place}: {key} is not in the schema"
            elif isinstance(others, dict):
                yield from self.faults(member, others, f"{place}.{key}")
