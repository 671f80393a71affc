import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import Glibc
import Sectors
import Surveys

/// Expectations that speak of the whole file, of the files in it, and of its date.
extension Expectation {
    // MARK: Digests

    func digest(_ wanted: Digest, _ disc: Disc) -> Outcome {
        guard let files = disc.facts(ImageDigests.self)?.files else {
            return .open("--quick reads no content, so there is no \(wanted.algorithm.title) of the image")
        }
        let whole = files.filter { $0.role == .sectors }
        // A sheet and its sectors have a digest each, and neither is that of the image.
        guard whole.count == 1, files.allSatisfy({ $0.role == .sectors || $0.role == .packed }) else {
            return .open("the image lies in \(UInt64(files.count).of("file")), which have no digest as one")
        }
        // Of a compressed image either file may be meant: no other file has its digest.
        var found: [String] = []
        for file in files {
            let outcome = file.requests.first { $0.algorithm == wanted.algorithm }.flatMap(disc.outcome(of:))
            guard let digest = outcome?.digest else {
                return .open(
                    "there is no \(wanted.algorithm.title) of the image: \(outcome?.obstacle ?? "it was not read")"
                )
            }
            if digest == wanted { return .met }
            found.append(
                file.role == .packed ? "the compressed file has \(digest.hex)" : "it has \(digest.hex)")
        }
        return .unmet(
            want: "its \(wanted.algorithm.title) should be \(wanted.hex)",
            why: found.joined(separator: ", and "))
    }

    // MARK: Paths

    func path(_ pattern: String, isWanted: Bool, _ disc: Disc) -> Outcome {
        let volumes = disc.withInnerVolumes
        let name = DisplayName(pattern).escaped
        // What somebody does not want there is not wanted in other letters either: Windows takes one for the other.
        let exact = PathPattern(pattern, ignoringCase: false)
        let similar = PathPattern(pattern, ignoringCase: true)
        var nearly: String?
        for tree in volumes.flatMap(\.trees) {
            guard let path = similar.first(in: tree) else { continue }
            let isSame = tree.kind.ignoresCase || !isWanted || exact.first(in: tree) != nil
            guard isSame else {
                nearly = path.escaped
                continue
            }
            return isWanted
                ? .met
                : .unmet(
                    want: "it should not have \(name)", why: "its \(tree.kind.word) tree has \(path.escaped)")
        }
        if let gap = volumes.lazy.flatMap(\.gaps).first(where: \.hidesNames) {
            return .open("not all names could be read: \(gap.inWords)")
        }
        if let unread = disc.unreadFileSystems.first {
            return .open("it may be in \(unread), which isocheck does not read")
        }
        guard isWanted else { return .met }
        return .unmet(
            want: "it should have \(name)",
            why: nearly.map { "it has \($0), which Linux does not take for it" }
                ?? (volumes.allSatisfy(\.trees.isEmpty)
                    ? "it has no tree of files" : "no tree of it has that"))
    }

    // MARK: Age

    func age(_ days: Int, _ disc: Disc, on day: Day?) -> Outcome {
        guard let day else { return .open("no day was given to count from") }
        guard let descriptor = disc.iso?.descriptors.first(where: { $0.kind == .primary }) else {
            return .open("it has no volume descriptor that tells when it was created")
        }
        let date = descriptor.date(VolumeDescriptor.DateField.creation)
        if date.isUnset || date.isLooselyUnset {
            return .open("its volume does not tell when it was created")
        }
        guard let moment = date.moment else {
            return .open(
                "its creation date is no date: \(DisplayName(utf8: Array(date.bytes.prefix(16))).escaped)")
        }
        let created = Int((moment.seconds - (moment.seconds % 86_400 + 86_400) % 86_400) / 86_400)
        let age = day.daysSince1970 - created
        // Clocks of two machines may be a day apart.
        guard age >= -1 else {
            return .open("it says it was created on \(Day(daysSince1970: created)), which is after \(day)")
        }
        if age <= days { return .met }
        return .unmet(
            want: "it should be at most \(Self.inDays(days)) old on \(day)",
            why: "it was created on \(Day(daysSince1970: created)), \(Self.inDays(age)) before")
    }
}

extension Expectation {
    private static func inDays(_ count: Int) -> String { "\(count) \(count == 1 ? "day" : "days")" }
}

/// A pattern of paths, as the shell has it; * stands for slashes as well.
private struct PathPattern {
    private let pattern: String
    private let ignoresCase: Bool
    /// The last name, where it is no pattern: what is called otherwise needs no look at its path.
    private let name: String?

    init(_ pattern: String, ignoringCase: Bool) {
        self.pattern = ignoringCase ? pattern.lowercased() : pattern
        ignoresCase = ignoringCase
        let last = self.pattern.split(separator: "/").last.map(String.init)
        name = last.flatMap { $0.contains { "*?[\\".contains($0) } ? nil : $0 }
    }

    /// The first path of a tree that it names.
    func first(in tree: FileTree) -> DisplayName? {
        for index in tree.nodes.indices.dropFirst() {
            if let name, shown(tree.displayName(of: tree.nodes[index]), tree) != name { continue }
            let path = tree.path(of: index)
            let text = shown(path, tree)
            // A name may hold what would be a pattern.
            let isMatch = unsafe fnmatch(pattern, text, 0) == 0
            if isMatch || text == pattern {
                return tree.kind.hasVersions ? DisplayName(path.text.withoutVersion) : path
            }
        }
        return nil
    }

    private func shown(_ name: DisplayName, _ tree: FileTree) -> String {
        let text = tree.kind.hasVersions ? name.text.withoutVersion : name.text
        return ignoresCase ? text.lowercased() : text
    }
}

extension TreeKind {
    /// Whether systems that show the tree take small letters for capitals.
    fileprivate var ignoresCase: Bool { hasVersions || self == .fat }
}

extension Gap {
    /// Whether names of files may stand where nothing could be read.
    fileprivate var hidesNames: Bool {
        switch structure {
        case .descriptor, .directory, .directoryRecord, .systemUse, .continuation, .relocation: true
        case .pathTable, .extendedAttributes, .zisofs, .bootCatalog, .bootImage, .systemArea, .content: false
        }
    }
}

extension Disc {
    /// The disc and what lies in its partitions, boot images and files.
    fileprivate var withInnerVolumes: [Disc] {
        [self] + nested.filter(\.isInside).flatMap { $0.disc.withInnerVolumes }
    }
}
