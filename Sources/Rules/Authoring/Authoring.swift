import Bytes
public import DiscModel
import FileSystems
import Surveys

/// Which programs made the image, and what says so.
public struct Authoring: Sendable, Hashable {
    public struct Trace: Sendable, Hashable {
        public let tool: AuthoringTool
        /// As the program tells it, such as "1.5.4".
        public let version: String?
        /// The text in which the program names itself, or the habit by which it is known, cut to a line.
        public let evidence: DisplayName
        public let place: Place
        public var field: String { place.field ?? "" }

        public var name: String { version.map { "\(tool.name) \($0)" } ?? tool.name }
    }

    public let traces: [Trace]
    public var tools: Set<AuthoringTool> { Set(traces.map(\.tool)) }

    public init(of disc: Disc) {
        guard let iso = disc.facts(ISO9660Facts.self), let primary = iso.primary else {
            traces = []
            return
        }
        let named = Self.identifiers(of: primary) + Self.notes(behind: iso) + Self.habits(of: primary, disc)
        // A shape tells where no text does.
        let isNamed = named.contains { $0.tool == .libisofs }
        traces = named + (isNamed ? [] : Self.shapes(of: disc))
    }

    /// Programs that lay out the image themselves, each once, in the order in which they seem to have worked: xorriso
    /// takes over the application identifier of an image that it changes and signs as data preparer.
    public var writers: [Trace] {
        var seen: Set<AuthoringTool> = []
        let all = traces.filter { $0.tool.isWriter && seen.insert($0.tool).inserted }
            .map { trace in traces.first { $0.tool == trace.tool && $0.version != nil } ?? trace }
        return all.filter { $0.tool != .libisofs } + all.filter { $0.tool == .libisofs }
    }

    /// The program and its version in a few words; for a remastered image the last one and what came before. nil when
    /// nothing tells.
    public var summary: String? {
        let front = traces.first { !$0.tool.isWriter }
        let writers = writers.map(\.name)
        guard let last = writers.last else { return front?.name }
        let before = writers.dropLast().reversed().map { ", over \($0)" }.joined()
        return (front.map { "\($0.name) with " } ?? "") + last + before
    }
}

extension Authoring {
    /// What the texts of the primary descriptor say.
    private static func identifiers(of primary: VolumeDescriptor) -> [Trace] {
        let fields: [VolumeDescriptor.TextField] = [.application, .preparer]
        let named = fields.compactMap { field -> Trace? in
            let text = primary.display(field)
            return AuthoringTool.named(in: text.text).map {
                Trace(tool: $0.tool, version: $0.version, evidence: text, place: primary.place(field))
            }
        }
        let system = primary.display(.system)
        guard ["NETBSD", "FREEBSD", "OPENBSD"].contains(system.text.uppercased()) else { return named }
        return named + [Trace(tool: .makefs, version: nil, evidence: system, place: primary.place(.system))]
    }

    /// The sector behind the descriptors, where some programs note their version and options.
    private static func notes(behind iso: ISO9660Facts) -> [Trace] {
        let sector = iso.behindDescriptors
        let lines = String(decoding: sector.bytes.prefix { $0 != 0 }, as: UTF8.self).split(separator: "\n")
        guard let first = lines.first else { return [] }
        let place = sector.place(0, .sector, field: "behind the descriptors")
        if sector.has("libisofs_", at: 0) {
            return [
                Trace(
                    tool: .libisofs, version: nil, evidence: DisplayName("a libisofs checksum tag"),
                    place: place)
            ]
        }
        guard first.hasPrefix("MKI ") || first.hasPrefix("INFO "),
            let line = (lines.dropFirst() + [first]).first(where: {
                AuthoringTool.named(in: String($0)) != nil
            }),
            let found = AuthoringTool.named(in: String(line))
        else { return [] }
        let evidence = DisplayName(String(line.prefix(100)))
        return [Trace(tool: found.tool, version: found.version, evidence: evidence, place: place)]
    }

    /// What the records of a tree look like.
    private static func shapes(of disc: Disc) -> [Trace] {
        guard let tree = disc.iso?.isoTree(.joliet) ?? disc.iso?.isoTree(.enhanced), tree.parentsAreThemselves
        else { return [] }
        let what = "\"..\" of every directory of the \(tree.kind.word) tree, which names the directory itself"
        return [
            Trace(
                tool: .libisofs, version: nil, evidence: DisplayName(what), place: tree.place(ofDirectory: 0))
        ]
    }

    /// Habits that only one program has.
    private static func habits(of primary: VolumeDescriptor, _ disc: Disc) -> [Trace] {
        var found: [Trace] = []
        func add(_ tool: AuthoringTool, _ what: String, _ place: Place) {
            found.append(Trace(tool: tool, version: nil, evidence: DisplayName(what), place: place))
        }
        let use = primary.place(VolumeDescriptor.applicationUse)
        let area = primary[VolumeDescriptor.applicationUse]
        if area.starts(with: "[APPLICATION USE]".utf8) {
            add(.makefs, "its text in the application use area", use)
        }
        let text = String(decoding: area.prefix { $0 != 0 }, as: UTF8.self)
        if text.uppercased().contains("IMGBURN") {
            add(.imgburn, "its name in the application use area", use)
        }
        if let tag = disc.facts(LibisofsFacts.self)?.tags.first?.tag {
            add(.libisofs, "a libisofs checksum tag", tag.place)
        }
        return found
    }
}

extension ISOTree {
    /// Whether ".." of every directory below the root names the directory itself, as libisofs writes it in the Joliet and the
    /// enhanced tree. People overwrite the texts by which a program is known, but not this.
    fileprivate var parentsAreThemselves: Bool {
        directories.count > 1
            && directories.indices.dropFirst().allSatisfy { index in
                guard let slot = slots(of: index).dropFirst().first else { return false }
                let record = record(slot)
                return record.isParent && record.dataOffset(blockSize: blockSize) == directories[index].offset
            }
    }
}
