import Bytes
import DiscModel
import FileSystems
import Specimens

/// All traces in the image are of one mastering program.
enum ToolsAgree: Rule {
    static let card = RuleCard(
        id: "fp-conflict",
        title: "All traces in the image point to one mastering program",
        rationale: """
            An image that was changed after it was made keeps the signature of the first program beside the traces of the \
            second: a remaster, or an image whose origin somebody wanted to look different.
            """,
        remedy: "Nothing, if you know that the image was remastered; otherwise ask who did it.",
        severity: .note,
        confidence: .firm,
        clause: .practice("traces that mastering programs leave"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let writers = findings.authoring.writers
        guard writers.count > 1, let last = writers.last else { return }
        findings.report(
            "the image carries traces of \(writers.map(\.name).joined(separator: ", then of "))",
            expected: "one program", actual: "\(writers.count.of("program"))", at: last.place)
    }

    static var examples: [Example] {
        [
            .fires(
                "xorriso changed an image by genisoimage", .plain, at: "pvd",
                VolumeDescriptor.TextField.preparer.field
            ) {
                $0.sign(
                    application: "GENISOIMAGE ISO 9660/HFS FILESYSTEM CREATOR",
                    preparer:
                        "XORRISO-1.5.4 2021.01.30.150001, LIBISOBURN-1.5.4, LIBISOFS-1.5.4, LIBBURN-1.5.4")
            },
            .passes("one program", .plain),
            .passes("K3b lets mkisofs work", .plain) {
                $0.sign(application: "K3B THE CD KREATOR VERSION 1.0.5 (C) 2003", preparer: "MKISOFS 2.01")
            },
        ]
    }
}
