import Bytes
import DiscModel
import FileSystems
import Specimens

/// The file holds every block that the primary volume descriptor declares (ECMA-119, 8.4.8).
enum ImageTruncated: Rule {
    static let card = RuleCard(
        id: "image-truncated",
        title: "The image is as long as the volume it declares",
        rationale: """
            The volume space size is the number of blocks the author wrote. A shorter file was cut: a download that \
            stopped, a copy that ran out of space, a readback that missed the end. Whatever lies behind the cut is lost, \
            while the directories at the front still list it. Drives that leave out the last two sectors of a track lose \
            nothing but padding; that alone is only a warning.
            """,
        remedy:
            "Download or copy the image again, with all its files and tracks, and compare its size with the source before using it.",
        severity: .error,
        clause: .ecma119("8.4.8"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        if let stump = disc.iso?.stump { return report(stump, disc, &findings) }
        guard let cut = Cut(of: disc), let primary = disc.iso?.primary else { return }
        if !cut.losesAnything, let witness = witness(against: primary, disc) {
            return findings.report(
                "the primary volume descriptor declares \(cut.declared.sectorsNeeded.of("sector")), where the \(witness.name) declares what the image has: the number is wrong, and nothing is missing",
                expected: "\(disc.size / .sector)", actual: "\(primary.volumeSpaceSize.read)",
                at: primary.place(VolumeDescriptor.volumeSpaceSize), severity: .warning,
                remedy:
                    "Nothing is missing; to make programs content that compare the number with the size of the file, write the size that is expected into the descriptor, or make the image again."
            )
        }
        // A damaged first half may promise what the second does not.
        let size = primary.volumeSpaceSize
        let promised = UInt64(size.big).times(disc.iso?.isoTree(.iso9660)?.blockSize ?? .sector) > disc.size
        findings.report(
            "the volume lacks its last \(cut.missing.of("byte")) (\(cut.missing.sectorsNeeded.of("sector"))); "
                + cut.inWords,
            expected: "\(cut.declared.of("byte"))", actual: "\(disc.size.of("byte"))",
            at: Place(offset: disc.size, length: cut.missing, field: "\(primary.tag)/volumeSpaceSize"),
            severity: cut.isMusic || cut.missing <= 4_096 && !cut.losesAnything ? .warning : nil,
            causedBy: promised ? nil : primary.causeInHalves(of: "volumeSpaceSize"))
    }

    /// Another descriptor of the same volume, by which the image is whole.
    private static func witness(against primary: VolumeDescriptor, _ disc: Disc) -> VolumeDescriptor? {
        disc.iso?.descriptors.first {
            $0.kind != .primary && $0.hasTree && $0.offset != primary.offset
                && UInt64($0.volumeSpaceSize.read).times(.sector) == disc.size
        }
    }

    /// An image that ends in its first descriptor.
    private static func report(_ stump: VolumeDescriptor, _ disc: Disc, _ findings: inout Findings) {
        let declared = disc.iso?.declaredSize
        let lost = declared.map { ": the last \($0 - min($0, disc.size)) bytes are missing, and" } ?? "; so"
        findings.report(
            "the file ends \(UInt64(stump.record.count).of("byte")) into the first volume descriptor\(lost) no file is left",
            expected: declared.map { "\($0) bytes" } ?? "an image of at least 19 sectors",
            actual: "\(disc.size) bytes",
            at: Place(offset: disc.size, length: 0, field: "\(stump.tag)/volumeSpaceSize"))
    }

    static var examples: [Example] {
        [
            .fires("the last ten sectors cut off", .plain, at: "padding", 286_720) {
                $0.truncate(to: $0.bytes.count - 20_480)
            },
            .fires("cut in the middle of a file", .plain, at: "data:/DOCS/MANUAL.TXT", 2_100) {
                $0.truncate(to: $0.offset("data:/DOCS/MANUAL.TXT") + 2_100)
            },
            .fires("cut in front of the directories", .everything, at: "dir:/") {
                $0.truncate(to: $0.offset("dir:/"))
            },
            .fires("cut in the first descriptor", .plain, at: "pvd", 232) {
                $0.truncate(to: $0.offset("pvd") + 232)
            },
            .fires("cut before the descriptor tells the size", .plain, at: "pvd", 60) {
                $0.truncate(to: $0.offset("pvd") + 60)
            },
            .fires(
                "a number that is wrong in the primary descriptor alone", Specimen { $0.joliet = true },
                at: "pvd",
                VolumeDescriptor.volumeSpaceSize, severity: .warning
            ) {
                $0.set(
                    VolumeDescriptor.volumeSpaceSize, of: "pvd",
                    $0.get(VolumeDescriptor.volumeSpaceSize, of: "pvd").read + 500)
            },
            .passes("a whole image", .plain), .passes("bytes behind the volume", .plain) { $0.append([0]) },
        ]
    }
}

/// Where an image was cut, and what lies behind the cut.
struct Cut {
    let declared: UInt64
    let missing: UInt64
    /// Files of the tree that people see, and those of them that the cut hits.
    private let tree: FileTree?
    let files: Int
    let lostFiles: [Int]
    /// Directories, path tables, boot images and the like behind the cut.
    let lostStructures: [Claim]
    /// Whether all that is not here is files of music, whose tracks the image does not hold.
    let isMusic: Bool

    init?(of disc: Disc) {
        guard let iso = disc.iso, let declared = iso.declaredSize, declared > disc.size else { return nil }
        // An image of one session alone is not cut.
        guard SessionStart.ofLoneSession(in: disc) == nil else { return nil }
        self.declared = declared
        missing = declared - disc.size
        let size = disc.size
        lostStructures = disc.map.structures.filter {
            $0.offset.adding($0.length) > size && $0.kind != .systemArea
        }
        let tree = disc.shownTree
        self.tree = tree
        let all = tree.map { tree in tree.nodes.indices.filter { tree.nodes[$0].kind != .directory } } ?? []
        files = all.count
        let music = Music(of: disc)
        lostFiles =
            tree.map { tree in
                all.filter { index in
                    tree.extents(of: tree.nodes[index]).contains {
                        $0.length > 0 && $0.end > size && music.track(of: $0) == nil
                    }
                }
            } ?? []
        isMusic =
            lostStructures.isEmpty && !lostFiles.isEmpty
            && lostFiles.allSatisfy { index in
                tree.map { $0.extents(of: $0.nodes[index]).allSatisfy(music.isMusic) } ?? false
            }
        // A volume may count the audio tracks behind its data; what lies behind the volume was lost by no cut.
        let isDeclared = lostFiles.contains { index in
            tree.map { $0.extents(of: $0.nodes[index]).contains { $0.end <= declared } } ?? false
        }
        if declared <= music.end, lostStructures.isEmpty, !isDeclared { return nil }
    }

    var losesAnything: Bool { !lostFiles.isEmpty || !lostStructures.isEmpty }

    func path(_ file: Int) -> String { tree?.path(of: file).escaped ?? "" }

    /// What is lost, then what is whole.
    var inWords: String {
        if isMusic, let first = lostFiles.first {
            return
                "these are the audio tracks of \(lostFiles.count.of("file")) of music, first \(path(first)); all data is here"
        }
        let directories = lostStructures.count { $0.kind == .directory }
        let tables = lostStructures.count { $0.kind == .pathTable }
        let boot = lostStructures.count { $0.kind == .bootImage || $0.kind == .bootCatalog }
        let others = lostStructures.count - directories - tables - boot
        var lost: [String] = []
        if let first = lostFiles.first {
            lost.append("\(lostFiles.count) of \(files.of("file")), first \(path(first))")
        }
        if directories > 0 {
            lost.append(directories == 1 ? "a directory with all below it" : "\(directories.of("directory"))")
        }
        if tables > 0 { lost.append("path tables") }
        if boot > 0 { lost.append("boot images or their catalog") }
        if others > 0 { lost.append("other structures, first \(lostStructures.first?.label ?? "")") }
        guard !lost.isEmpty else { return "nothing that the trees or the boot catalog point to is lost" }
        var whole: [String] = []
        if lostFiles.isEmpty, directories == 0, files > 0 {
            whole.append(files == 1 ? "the file" : "all \(files) files")
        }
        if directories == 0 { whole.append("all directories") }
        let rest = whole.isEmpty ? "" : "; whole: \(whole.joined(separator: ", "))"
        return "lost or cut: \(lost.joined(separator: ", "))\(rest)"
    }
}
