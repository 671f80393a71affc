import Bytes
import DiscModel

/// A format that is recognised by a mark and named, and not opened.
struct RecognisedFormat {
    let format: ContainerFormat
    let version: String?
    let marks: [Mark]
    /// What the head and the tail of the file tell besides, as a clause; nothing where they cannot be.
    let details: (@Sendable (_ head: Record, _ tail: Record) -> String?)?

    /// Bytes that stand in every file of the format, and where.
    struct Mark {
        let text: StaticString
        let position: Position
    }

    enum Position {
        case start(Int)
        /// Counted back from the end of the file.
        case end(Int)
    }

    init(
        _ format: ContainerFormat, version: String? = nil, _ marks: (StaticString, Position)...,
        details: (@Sendable (Record, Record) -> String?)? = nil
    ) {
        self.format = format
        self.version = version
        self.details = details
        self.marks = marks.map { Mark(text: $0.0, position: $0.1) }
    }

    /// In the order in which they are tried. An image of a format that we open stands here as well, for the one that is
    /// too damaged to be opened.
    static let all: [RecognisedFormat] = [
        RecognisedFormat(NeroImage.format, version: "2", ("NER5", .end(12))),
        RecognisedFormat(NeroImage.format, version: "1", ("NERO", .end(8))),
        RecognisedFormat(CHDImage.format, ("MComprHD", .start(0))),
        RecognisedFormat(DMGImage.format, ("koly", .end(512))),
        RecognisedFormat(EWFImage.format, ("EVF\u{9}", .start(0))),
        RecognisedFormat(
            ContainerFormat("EnCase 7 evidence file (Ex01)", extensions: ["ex01"]), ("EVF2\r\n", .start(0))),
        RecognisedFormat(
            ContainerFormat("logical evidence file (L01)", extensions: ["l01"]), ("LVF\u{9}", .start(0))),
        RecognisedFormat(
            ContainerFormat("EnCase 7 logical evidence file (Lx01)", extensions: ["lx01"]),
            ("LEF2\r\n", .start(0))),
        RecognisedFormat(
            ContainerFormat("Advanced Forensic Format image (AFF)", extensions: ["aff"]),
            ("AFF10\r\n", .start(0))),
        RecognisedFormat(
            ContainerFormat("AccessData logical image (AD1)", extensions: ["ad1"]),
            ("ADSEGMENTEDFILE", .start(0))),
        RecognisedFormat(
            ContainerFormat("BlindWrite descriptor (B5T or B6T)", extensions: ["b5t", "b6t"]),
            ("BWT5 STREAM SIGN", .start(0)), details: blindWrite),
        RecognisedFormat(
            ContainerFormat("BlindWrite descriptor (BWT)", extensions: ["bwt"]),
            ("BLINDWRITE TOC FILE", .start(0))),
        RecognisedFormat(aaru, ("AARUFRMT", .start(0)), details: aaruImage),
        RecognisedFormat(aaru, ("DICMFRMT", .start(0)), details: aaruImage),
        RecognisedFormat(
            ContainerFormat("MagicISO image (UIF)", extensions: ["uif"]), ("bbis", .end(64)),
            details: magicISO),
        // A ZIP archive whose first member is the one that names an AFF4 volume.
        RecognisedFormat(
            ContainerFormat("AFF4 evidence container", extensions: ["aff4"]), ("PK\u{3}\u{4}", .start(0)),
            ("container.description", .start(30))),
        RecognisedFormat(
            ContainerFormat("PowerISO image (DAA)", extensions: ["daa"]), ("DAA\u{0}", .start(0)),
            details: powerISO),
        RecognisedFormat(
            ContainerFormat("gBurner image (GBI)", extensions: ["gbi"]), ("GBI\u{0}", .start(0)),
            details: powerISO),
        RecognisedFormat(daaPart, ("DAA VOL\u{0}", .start(0))),
        RecognisedFormat(daaPart, ("GBI VOL\u{0}", .start(0))),
        RecognisedFormat(encrypted, ("encrcdsa", .start(0))),
        RecognisedFormat(encrypted, ("cdsaencr", .end(8))),
        RecognisedFormat(
            ContainerFormat("Apple sparse disk image", extensions: ["sparseimage"]), ("sprs", .start(0)),
            details: { head, _ in
                "of \(UInt64(head.u32be(16)).of("sector")) of 512 bytes; hdiutil convert makes a DMG of it"
            }),
    ]

    private static let encrypted = ContainerFormat("encrypted Apple disk image (DMG)")
    private static let daaPart = ContainerFormat("later part of a PowerISO or gBurner image")
    private static let aaru = ContainerFormat("Aaru image (AIF)", extensions: ["aif", "aaruf", "dicf"])

    /// With its article, such as "an EnCase evidence file (E01)".
    var inWords: String {
        let name = format.name(version: version)
        return "\(name.first.map("AEIOUaeiou".contains) == true ? "an" : "a") \(name)"
    }
}
