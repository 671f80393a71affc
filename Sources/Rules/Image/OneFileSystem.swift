import Bytes
public import DiscModel
import FileSystems
import Specimens
import Surveys

/// Lists the file systems and partition tables that share the image.
enum OneFileSystem: Rule {
    static let card = RuleCard(
        id: "image-filesystem-inventory",
        title: "The image carries one file system and no partition table",
        rationale: """
            Several file systems may share one image, and each operating system shows the one it prefers: Windows UDF or \
            Joliet, macOS HFS+, Linux Rock Ridge. Partition tables make the same image bootable from a USB stick.
            """,
        remedy: "Nothing; look at the other file systems too when an image is examined.",
        severity: .note,
        clause: .practice("what an image can carry"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let found = names(in: disc)
        guard found.count > 1 else { return }
        findings.report(
            "the image carries \(found.joined(separator: ", "))", at: Place(offset: 0, length: disc.size))
    }

    private static func names(in disc: Disc) -> [String] {
        var names: [String] = []
        func add(_ name: String, if present: Bool) {
            if present, !names.contains(name) { names.append(name) }
        }
        let descriptors = disc.iso?.descriptors ?? []
        for descriptor in descriptors {
            if case .foreign(let name) = descriptor.kind { add(name, if: true) }
        }
        add("ISO 9660", if: disc.iso?.primary != nil)
        add("Rock Ridge", if: disc.tree(.rockridge) != nil)
        add("Joliet", if: descriptors.contains { $0.jolietLevel != nil })
        add("an enhanced tree (ISO 9660:1999)", if: descriptors.contains { $0.kind == .enhanced })
        add(
            "another supplementary tree",
            if: descriptors.contains { $0.kind == .supplementary && $0.jolietLevel == nil })
        add("El Torito", if: disc.elTorito != nil)
        add("UDF", if: disc.udf != nil)
        if let tree = disc.hfs?.header.tree { add(tree.name, if: true) }
        for name in disc.unreadFileSystems { add(name, if: true) }
        let marks = Set(disc.systemArea?.signatures.map(\.mark) ?? [])
        add("an MBR", if: marks.contains(.mbr))
        add("a GPT", if: marks.contains(.gpt))
        add("an Apple partition map", if: disc.systemArea?.appleMaps.isEmpty == false)
        if let block = disc.systemArea?.bootBlock { add("a \(block.kind.rawValue)", if: true) }
        add("a CHRP partition", if: disc.systemArea?.partitions.contains { $0.type == 0x96 } == true)
        return names
    }

    static var examples: [Example] {
        [
            .fires("Joliet and El Torito", .everything, at: "system-area"),
            .fires("an MBR", .plain, at: "system-area") {
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
            },
            .passes("ISO 9660 alone", .plain),
        ]
    }
}

/// File systems beside ISO 9660 that isocheck recognises but does not read.
struct OtherSystems {
    let udf, hfs: Bool
    /// HFS has one volume that is read, and may have more.
    var hfsName = "HFS or HFS+"

    var any: Bool { udf || hfs }

    var names: [String] { [udf ? "UDF" : nil, hfs ? hfsName : nil].compactMap(\.self) }

    var inWords: String { names.joined(separator: " and ") }
}

extension Disc {
    /// The names of file systems beside ISO 9660 that isocheck recognises but does not read.
    public var unreadFileSystems: [String] { otherSystems.names }

    /// Recognised by the sector behind the descriptors, the system area, and marks in unclaimed bytes.
    var otherSystems: OtherSystems {
        let unread = unreadSystems
        return OtherSystems(
            udf: unread.udf || udf == nil && iso?.behindDescriptors.has("BEA01", at: 1) == true,
            hfs: unread.hfs, hfsName: unread.hfsName)
    }

    /// Those whose structures nobody claimed, so that what only they point to cannot be told from what nothing does.
    var unreadSystems: OtherSystems {
        let marks = Set((gapContents?.runs ?? []).flatMap(\.pieces).compactMap(\.mark))
        let area = Set(systemArea?.signatures.map(\.mark) ?? [])
        return OtherSystems(
            udf: udf == nil && (marks.contains(.udfRecognition) || marks.contains(.udfDescriptor)),
            hfs: marks.contains(.hfs) || (hfs?.unreadVolumes ?? 0) > 0
                || hfs == nil
                    && (!area.isDisjoint(with: SystemAreaMark.hfsVolumes)
                        || systemArea?.hasAppleVolume == true),
            hfsName: hfs == nil ? "HFS or HFS+" : "another HFS volume")
    }
}
