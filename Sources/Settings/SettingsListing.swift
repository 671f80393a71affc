import DiscModel
import Rules

/// What a file of settings says, as isocheck understood it, for people.
public enum SettingsListing {
    public static func text(_ settings: Configuration) -> String {
        var lines = ["\(settings.file):"]
        func add(_ name: String, _ value: String?) { if let value { lines.append("  \(name): \(value)") } }
        add("profile", settings.profile?.rawValue)
        add("fail-on", settings.failOn?.rawValue)
        add("show", settings.show?.rawValue)
        add("quick", settings.quick.map { "\($0)" })
        add("content-types", settings.contentTypes.map { "\($0)" })
        add("max-places", settings.maxPlaces.map { "\($0)" })
        add("digests", joined(settings.digests.map(\.value)))
        add("checksums", joined(settings.checksums))
        add("keyring", settings.keyring)
        add("outputs", joined(settings.outputs.map(\.value)))
        add("baseline", settings.baseline)
        add("baseline-strict", settings.baselineStrict.map { "\($0)" })
        lines += demands(settings.demands)
        for image in settings.images {
            lines.append("  images \(image.globs.joined(separator: ", ")):")
            lines += demands(image.demands).map { "  \($0)" }
        }
        for one in settings.suppressions {
            let places = [
                one.path.map { "path \($0)" }, one.tree.map { "tree \($0.rawValue)" },
                one.field.map { "field \($0)" },
                one.images.isEmpty ? nil : "images \(one.images.joined(separator: ", "))",
                one.expires.map { "until \($0)" },
            ].compactMap(\.self)
            lines.append(
                "  suppressed: " + ([one.rule] + places).joined(separator: ", ") + " (\(one.reason))")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func demands(_ demands: Demands) -> [String] {
        var lines = demands.levels.sorted { $0.key.id < $1.key.id }.map {
            "  \($0.key.id): \($0.value.rawValue)"
        }
        if let expected = joined(demands.expectations.map(\.text)) { lines.append("  expect: \(expected)") }
        for policy in demands.policies {
            let values = policy.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.append("  policy: " + ([policy.file ?? policy.name ?? ""] + values).joined(separator: " "))
        }
        return lines
    }

    private static func joined(_ words: [String]) -> String? {
        words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
