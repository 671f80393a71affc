import Digests
import DiscModel

/// A fact about an image by which one differs from the next: what it is, and as people say it.
struct SavedFact: Sendable {
    let name: String
    let value: String
    /// What it is where a report does not tell it; nil where nobody knows.
    var absence: String?

    static func all(of image: Document) -> [SavedFact] {
        var facts: [SavedFact] = []
        func add(_ name: String, _ value: String?) {
            if let value { facts.append(SavedFact(name: name, value: value)) }
        }
        add("verdict", image.single("verdict"))
        add("could not be looked at", image.single("error"))
        add("format", image.part("container")?.single("format"))
        add("size", image.single("size").map { number($0) + " bytes" })
        if image.has("volumes") { add("file systems", fileSystems(image)) }
        let programs = image.part("authoring")?.parts("tools").compactMap { tool in
            tool.single("name").map { $0 + (tool.single("version").map { " \($0)" } ?? "") }
        }
        if let programs, !programs.isEmpty {
            // Traces in several places name one program several times.
            var seen: Set<String> = []
            add("made by", programs.filter { seen.insert($0).inserted }.joined(separator: ", "))
        }
        facts += volumes(image)
        for digest in image.part("digests")?.members ?? [] {
            let title = DigestAlgorithm(rawValue: digest.name)?.title ?? "digest (\(digest.name))"
            if case .text(let value) = digest.value { add(title, value) }
        }
        if let vouching = image.part("vouching"), let vouched = vouching.single("vouched"),
            let content = vouching.single("content")
        {
            add("content that a checksum vouches for", "\(number(vouched)) of \(number(content)) bytes")
        }
        return facts + capabilities(image)
    }

    private static func fileSystems(_ image: Document) -> String {
        var names: [String] = []
        for volume in image.parts("volumes") {
            guard let kind = volume.single("kind") else { continue }
            names.append(kind == "foreign" ? volume.single("name") ?? kind : title(kind))
            if volume.has("rockRidge") { names.append(title("rockridge")) }
        }
        if image.part("boot")?.has("elTorito") == true { names.append("El Torito") }
        return names.isEmpty ? "none" : names.joined(separator: ", ")
    }

    private static func title(_ kind: String) -> String { TreeKind(rawValue: kind)?.name ?? kind }

    /// Label and number of files of the first volume of each kind.
    private static func volumes(_ image: Document) -> [SavedFact] {
        var facts: [SavedFact] = []
        var seen: Set<String> = []
        for volume in image.parts("volumes") {
            guard let kind = volume.single("kind"), seen.insert(kind).inserted else { continue }
            let suffix = kind == TreeKind.iso9660.rawValue ? "" : " (\(title(kind)))"
            if let label = volume.single("identifier") {
                facts.append(SavedFact(name: "label" + suffix, value: "\"\(label)\""))
            }
            for what in ["files", "directories"] {
                guard let value = volume.single(what) else { continue }
                facts.append(SavedFact(name: what + suffix, value: number(value)))
            }
        }
        return facts
    }

    /// What starts, how far that is known, and on which machines with Secure Boot. What a report does not name does not start.
    private static func capabilities(_ image: Document) -> [SavedFact] {
        (image.part("boot")?.parts("capabilities") ?? []).flatMap { capability -> [SavedFact] in
            guard let name = capability.single("name"), let value = capability.single("value") else {
                return []
            }
            let level = capability.single("level").map { $0 == "none" ? "" : " (as far as \($0))" } ?? ""
            let machines = capability.parts("secureBoot").compactMap { machine -> SavedFact? in
                guard let title = machine.single("name"), let value = machine.single("value") else {
                    return nil
                }
                return SavedFact(name: "boot \(name), \(title)", value: value, absence: "no")
            }
            return [SavedFact(name: "boot \(name)", value: value + level, absence: "no")] + machines
        }
    }

    private static func number(_ text: String) -> String { UInt64(text).map(grouped) ?? text }
}
