import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes the label of a CD-XA disc (Philips and Sony, CD-ROM XA): Video CD, Photo CD, PlayStation and others.
enum VolumeIsNotXA: Rule {
    static let card = RuleCard(
        id: "pvd-xa-signature",
        title: "The primary descriptor carries no CD-XA label",
        rationale: """
            A disc with this label has Mode 2 sectors, some of them with 2324 bytes of sound or video that an image of \
            2048-byte sectors cannot hold. Such an image plays, but its films and songs may be cut.
            """,
        remedy: "If the disc is a Video CD, Photo CD or game, make a raw image (BIN and CUE) instead.",
        severity: .note,
        clause: .practice("CD-ROM XA, volume descriptor"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .primary, descriptor[VolumeDescriptor.xaLabel].elementsEqual("CD-XA001".utf8)
        else { return }
        findings.report(
            "the primary descriptor carries the label of a CD-XA disc",
            at: descriptor.place(VolumeDescriptor.xaLabel))
    }

    static var examples: [Example] {
        [
            .fires("labelled", .plain, at: "pvd", 1_024) { $0.set("pvd", 1_024, Array("CD-XA001".utf8)) },
            .passes("not labelled", .plain),
        ]
    }
}
