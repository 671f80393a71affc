/// The JSON Schema of files of settings; YAML editors complete and check them by it.
public enum SettingsSchema {
    public static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:isocheck:settings:1",
          "title": "Settings of isocheck (.isocheck.yaml)",
          "type": "object",
          "required": ["version"],
          "additionalProperties": false,
          "properties": {
            "version": {"const": 1},
            "profile": {"description": "Who asks.", "enum": ["default", "release", "preservation", "forensic", "pedantic"]},
            "fail-on": {
              "description": "The least severity that makes the exit code 1.",
              "enum": ["error", "warning", "note", "none"]
            },
            "show": {"description": "The least severity that the text report shows.", "enum": ["error", "warning", "note"]},
            "quick": {"description": "Whether only structure is read.", "type": "boolean"},
            "content-types": {"description": "Whether content is held against names.", "type": "boolean"},
            "max-places": {"description": "Places kept for each finding; 0 keeps all.", "type": "integer", "minimum": 0},
            "digests": {"description": "Digests of the image.", "$ref": "#/$defs/texts"},
            "checksums": {"description": "Lists of checksums that must name the image.", "$ref": "#/$defs/texts"},
            "keyring": {"description": "The keys that may sign lists.", "type": "string"},
            "outputs": {"description": "Reports, as -o has them: FORMAT or FORMAT=PATH.", "$ref": "#/$defs/texts"},
            "baseline": {"description": "A file of findings that are known.", "type": "string"},
            "baseline-strict": {"description": "Whether a baseline must know nothing that is gone.", "type": "boolean"},
            "severities": {"$ref": "#/$defs/severities"},
            "expect": {"$ref": "#/$defs/expect"},
            "policies": {"$ref": "#/$defs/policies"},
            "images": {
              "description": "What holds for images of some names.",
              "type": "array",
              "items": {"$ref": "#/$defs/images"}
            },
            "suppressions": {
              "description": "Findings that somebody accepts.",
              "type": "array",
              "items": {"$ref": "#/$defs/suppression"}
            }
          },
          "$defs": {
            "texts": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "severities": {
              "description": "The weight of rules, by id.",
              "type": "object",
              "additionalProperties": {"enum": ["off", "note", "warning", "error", false]}
            },
            "expect": {"description": "What images should be, as --expect has it: bios, joliet, volid=GLOB, size<=DVD, sha256:HEX, path:/GLOB, no-path:/GLOB, max-age:90d ...", "$ref": "#/$defs/texts"},
            "policies": {
              "description": "Policies that images are held to.",
              "type": "array",
              "items": {"oneOf": [{"type": "string"}, {"$ref": "#/$defs/policy"}]}
            },
            "policy": {
              "type": "object",
              "properties": {
                "file": {"type": "string"},
                "name": {"type": "string"},
                "params": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}
              },
              "additionalProperties": false,
              "oneOf": [{"required": ["file"]}, {"required": ["name"]}]
            },
            "images": {
              "type": "object",
              "required": ["match"],
              "additionalProperties": false,
              "properties": {
                "match": {"$ref": "#/$defs/texts"},
                "severities": {"$ref": "#/$defs/severities"},
                "expect": {"$ref": "#/$defs/expect"},
                "policies": {"$ref": "#/$defs/policies"}
              }
            },
            "suppression": {
              "type": "object",
              "required": ["rule", "reason"],
              "additionalProperties": false,
              "properties": {
                "rule": {"type": "string"},
                "images": {"$ref": "#/$defs/texts"},
                "path": {"type": "string"},
                "tree": {"type": "string"},
                "field": {"type": "string"},
                "reason": {"type": "string", "minLength": 1},
                "expires": {"description": "The last day on which it holds.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
              }
            }
          }
        }

        """#
}
