import Bytes
import DiscModel
import FileSystems
import Specimens

/// Further primary descriptors are copies of the first (ECMA-119, 6.7.1.1).
enum PrimaryDescriptorsAgree: Rule {
    static let card = RuleCard(
        id: "vd-duplicate-pvd",
        title: "All primary volume descriptors of the set say the same",
        rationale: """
            The standard allows copies of the primary descriptor as a reserve, with equal contents. If they differ, most \
            readers follow the first and some the last, so the image shows different files to different programs.
            """,
        remedy:
            "Find out which descriptor is right (its root directory, its dates), and make the image again with one.",
        severity: .error,
        clause: .ecma119("6.7.1.1"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, let first = iso.primary else { return }
        for copy in iso.descriptors.filter({ $0.kind == .primary }).dropFirst() {
            guard
                let at = zip(first.bytes, copy.bytes).enumerated().first(where: {
                    $0.element.0 != $0.element.1
                })?.offset
            else { continue }
            let steers = [
                (VolumeDescriptor.volumeSpaceSize.range, "the volume space size"),
                (VolumeDescriptor.logicalBlockSize.range, "the logical block size"),
                (132..<156, "the path tables"),
                (VolumeDescriptor.rootDirectoryRecord.range, "the root directory"),
            ].filter { first.record.slice($0.0) != copy.record.slice($0.0) }.map(\.1)
            let what = steers.isEmpty ? "no more than texts or dates" : steers.joined(separator: ", ")
            findings.report(
                "the primary descriptors in sectors \(first.offset / .sector) and \(copy.offset / .sector) differ in \(what)",
                expected: "equal sectors", actual: "the first difference is at byte \(at)",
                at: copy.record.place(at, 1, field: "\(copy.tag)/byte \(at)"),
                severity: steers.isEmpty ? .note : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a second primary descriptor with another root", .joliet, at: "svd",
                VolumeDescriptor.root(DirectoryRecord.extent)
            ) {
                $0.set("svd", $0.get("pvd", count: .sector))
                $0.set(VolumeDescriptor.root(DirectoryRecord.extent), of: "svd", $0.block("dir:/DOCS"))
            },
            .passes("an exact copy", .joliet) { $0.set("svd", $0.get("pvd", count: .sector)) },
        ]
    }
}
