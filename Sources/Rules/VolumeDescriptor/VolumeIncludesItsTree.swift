import Bytes
import Containers
import DiscModel
import FileSystems
import Specimens

/// Path tables, directories and files of a tree lie inside the volume that its descriptor declares (ECMA-119, 6.2, 8.4.8).
enum VolumeIncludesItsTree: Rule {
    static let card = RuleCard(
        id: "pvd-vss-excludes-tree",
        title: "Everything a tree points to lies inside the declared volume",
        rationale: """
            Programs that copy or burn as many blocks as the descriptor declares leave out what lies behind, and the copy \
            is cut although the image is whole. Easy CD Creator declared too little on many genuine discs.
            """,
        remedy: "Copy the whole file, never just the declared volume; make the image again if you can.",
        severity: .warning,
        clause: .ecma119("6.2, 8.4.8"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        let descriptor = tree.descriptor
        let declared = descriptor.declaredBytes
        // Too small for anything has its own rule; a session counted from its own start includes its tree.
        guard declared > 18 * .sector, declared < disc.size, !SessionStart.isRelative(tree, in: disc) else {
            return
        }
        let later = laterTracks(of: disc)
        func isOutside(_ end: UInt64) -> Bool {
            end > declared && end <= disc.size && !later.contains { $0.contains(end - 1) }
        }
        let tables = tree.pathTables.count { isOutside($0.record.offset.adding(UInt64($0.recordedSize))) }
        let slots = tree.slots.indices.filter { slot in
            let record = tree.record(slot)
            return record.dataLength.read > 0 && !record.isSelf && !record.isParent
                && isOutside(record.dataExtent(blockSize: tree.blockSize).end)
        }
        guard tables + slots.count > 0 else { return }
        let first = slots.first.map { ", first \(tree.path(ofRecord: $0).escaped)" } ?? ""
        let what = [
            tables > 0 ? UInt64(tables).of("path table") : nil,
            slots.isEmpty ? nil : "\(UInt64(slots.count).of("extent")) of files and directories\(first)",
        ].compactMap(\.self)
        findings.report(
            "the declared volume ends before \(what.joined(separator: " and "))",
            expected: "a volume of \(disc.size.sectorsNeeded.of("sector"))", actual: "\(declared / .sector)",
            at: descriptor.place(VolumeDescriptor.volumeSpaceSize),
            causedBy: descriptor.causeInHalves(of: "volumeSpaceSize"))
    }

    /// The bytes of the tracks behind the one that holds the descriptors. A Video CD keeps its films there, and declares
    /// the first track alone.
    private static func laterTracks(of disc: Disc) -> [Range<UInt64>] {
        let tracks = disc.facts(ContainerFacts.self)?.layout.tracks ?? []
        return tracks.lazy.map { ($0.isAudio, $0.sectors) }.filter { isAudio, sectors in
            !isAudio && sectors.lowerBound.offset > disc.startOffset
        }.map { _, sectors in sectors.lowerBound.offset..<sectors.upperBound.offset }
    }

    static var examples: [Example] {
        [
            .fires(
                "a volume that ends before the last file", Specimen { $0.padding = 0 }, at: "pvd",
                VolumeDescriptor.volumeSpaceSize
            ) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("data:/DOCS/MANUAL.TXT") + 1)
            },
            .passes("the volume ends with the last file", .plain) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("padding"))
            },
            .passes("an empty file at a block behind it", .plain) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("padding"))
                $0.set(DirectoryRecord.extent, of: "record:/DOCS/EMPTY.DAT", $0.block("padding") + 5)
            },
            .passes("a file in a second data track, as on a Video CD", in: twoTracks),
        ]
    }

    private static var twoTracks: Wrapped {
        var disc = Specimen { $0.padding = 0 }
        let film = disc.block("data:/DOCS/MANUAL.TXT")
        disc.setBoth32("pvd", 80, film)
        let digits = { (number: UInt32) in (number < 10 ? "0" : "") + String(number) }
        let sheet = """
            FILE "disc.bin" BINARY
              TRACK 01 MODE1/2048
                INDEX 01 00:00:00
              TRACK 02 MODE1/2048
                INDEX 01 00:\(digits(film / 75)):\(digits(film % 75))

            """
        return Wrapped(name: "disc.cue", bytes: Array(sheet.utf8), siblings: ["disc.bin": disc.bytes])
    }
}
