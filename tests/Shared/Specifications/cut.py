#!/usr/bin/env python3
"""Cuts the published descriptions of two services down to the calls that GoNoGo makes; see README.md beside this file.

    cut.py github       <api.github.com.json of npm's @octokit/openapi>          > github.json
    cut.py digitalocean <specification/DigitalOcean-public.v2.yaml of its repository> > digitalocean.json
"""
import json
import pathlib
import sys

CALLS = {
    "github": {
        "/repos/{owner}/{repo}": ["get"],
        "/repos/{owner}/{repo}/hooks": ["get", "post"],
        "/repos/{owner}/{repo}/hooks/{hook_id}": ["get", "patch", "delete"],
        "/repos/{owner}/{repo}/hooks/{hook_id}/pings": ["post"],
        "/repos/{owner}/{repo}/hooks/{hook_id}/deliveries": ["get"],
        "/repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}/attempts": ["post"],
        "/repos/{owner}/{repo}/statuses/{sha}": ["post"],
        "/repos/{owner}/{repo}/check-runs": ["post"],
        "/repos/{owner}/{repo}/check-runs/{check_run_id}": ["patch"],
        "/repos/{owner}/{repo}/installation": ["get"],
        "/app/installations/{installation_id}/access_tokens": ["post"],
    },
    "digitalocean": {
        "/v2/apps": ["get", "post"],
        "/v2/apps/{id}": ["get", "put"],
        "/v2/apps/propose": ["post"],
        "/v2/apps/{app_id}/deployments": ["get", "post"],
        "/v2/apps/{app_id}/deployments/{deployment_id}": ["get"],
        "/v2/apps/{app_id}/rollback": ["post"],
        "/v2/apps/{app_id}/rollback/validate": ["post"],
        "/v2/apps/{app_id}/metrics/bandwidth_daily": ["get"],
        "/v2/monitoring/metrics/apps/cpu_percentage": ["get"],
        "/v2/monitoring/metrics/apps/memory_percentage": ["get"],
        "/v2/monitoring/metrics/apps/restart_count": ["get"],
        "/v2/databases": ["get"],
    },
}


def read(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    import yaml  # Debian's python3-yaml.

    class Loader(yaml.SafeLoader):
        pass

    # Dates in examples are texts there too.
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


class Cutter:
    """Follows references across files: schemas become components, all else is taken in where it is used."""

    DROPPED = ("x-codeSamples", "x-github", "externalDocs", "tags", "x-displayName", "summary", "title")

    def __init__(self, root):
        self.root = root.resolve()
        self.files = {self.root: read(self.root)}
        self.schemas = {}
        self.names = {}

    def resolve(self, reference, base):
        file, _, pointer = reference.partition("#")
        path = (base.parent / file).resolve() if file else base
        value = self.files.setdefault(path, None) or self.files.update({path: read(path)}) or self.files[path]
        for part in filter(None, pointer.split("/")):
            value = value[part.replace("~1", "/").replace("~0", "~")]
        return value, path, pointer

    def component(self, value, path, pointer):
        key = (path, pointer)
        if key not in self.names:
            stem = (pointer.rsplit("/", 1)[-1] or path.stem).replace(".", "-")
            name, number = stem, 2
            while name in self.schemas:
                name, number = f"{stem}-{number}", number + 1
            self.names[key] = name
            self.schemas[name] = None  # Taken, for schemas that lead back to themselves.
            self.schemas[name] = self.take(value, path, in_schema=True)
        return {"$ref": f"#/components/schemas/{self.names[key]}"}

    def take(self, value, base, in_schema=False, names_keys=False):
        if isinstance(value, list):
            return [self.take(item, base, in_schema) for item in value]
        if not isinstance(value, dict):
            return value
        if isinstance(value.get("$ref"), str) and not names_keys:
            target, path, pointer = self.resolve(value["$ref"], base)
            return self.component(target, path, pointer) if in_schema else self.take(target, path)
        result = {}
        for key, item in value.items():
            if names_keys:
                result[key] = self.take(item, base, in_schema)
            elif key in ("example", "value", "enum", "default"):
                result[key] = item
            elif key == "description" and isinstance(item, str):
                result.update({} if in_schema else {key: ""})  # Required of responses; words are not needed here.
            elif key not in self.DROPPED or not isinstance(item, (str, list, dict)):
                result[key] = self.take(item, base, in_schema or key == "schema", key in ("properties", "examples", "responses"))
        return result


def main():
    service, source = sys.argv[1], pathlib.Path(sys.argv[2])
    cutter = Cutter(source)
    root = cutter.files[cutter.root]
    paths = {}
    for path, methods in CALLS[service].items():
        item, base, _ = cutter.resolve(root["paths"][path]["$ref"], cutter.root) if "$ref" in root["paths"][path] else (
            root["paths"][path], cutter.root, "")
        paths[path] = {method: cutter.take(item[method], base) for method in methods}
    print(json.dumps(
        {
            "openapi": root["openapi"],
            "info": {key: root["info"][key] for key in ("title", "version", "license")},
            "servers": root["servers"],
            "paths": paths,
            "components": {
                "schemas": dict(sorted(cutter.schemas.items())),
                "securitySchemes": root.get("components", {}).get("securitySchemes", {}),
            },
        },
        ensure_ascii=False,
        indent=1,
    ))


main()
