public import DiscModel
public import FileSystems
import Specimens

/// Notes the label of a CD-XA disc (Philips and Sony, CD-ROM XA): Video CD, Photo CD, PlayStation and others.
public enum VolumeIsNotXA: Rule {
    public static let card = RuleCard(
        id: "pvd-xa-signature",
        title: "The primary descriptor carries no CD-XA label",
        rationale: """
            A disc with this label has Mode 2 sectors, some of them with 2324 bytes of sound or video that an image of \
            2048-byte sectors cannot hold. Such an image plays, but its films and songs may be cut.
            """,
        remedy: "If the disc is a Video CD, Photo CD or game, make a raw image (BIN and CUE) instead.",
        severity: .note,
        clause: .practice("CD-ROM XA, volume descriptor"))

    public static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .primary, descriptor.sector.has("CD-XA001", at: 1_024) else { return }
        findings.report(
            "the primary descriptor carries the label of a CD-XA disc",
            at: descriptor.place(1_024, 8, "CD-XA label"))
    }

    public static var fires: [Example] {
        [Example("labelled", .plain) { $0.set("pvd", 1_024, Array("CD-XA001".utf8)) }]
    }

    public static var staysSilent: [Example] { [Example("not labelled", .plain)] }
}
