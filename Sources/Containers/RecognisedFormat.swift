/// A format that is recognised by a mark and named, and not opened.
struct RecognisedFormat {
    let format: ContainerFormat
    let version: String?
    let marks: [Mark]

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

    private init(_ format: ContainerFormat, version: String? = nil, _ marks: (StaticString, Position)...) {
        self.format = format
        self.version = version
        self.marks = marks.map { Mark(text: $0.0, position: $0.1) }
    }

    /// In the order in which they are tried. An image of a format that we open stands here as well, for the one that is
    /// too damaged to be opened.
    static let all = [
        RecognisedFormat(NeroImage.format, version: "2", ("NER5", .end(12))),
        RecognisedFormat(NeroImage.format, version: "1", ("NERO", .end(8))),
        RecognisedFormat(CHDImage.format, ("MComprHD", .start(0))),
        RecognisedFormat(
            ContainerFormat("compressed ISO (CSO)", extensions: ["cso", "ciso"]), ("CISO", .start(0))),
        RecognisedFormat(ContainerFormat("compressed ISO (ZSO)", extensions: ["zso"]), ("ZISO", .start(0))),
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
            ContainerFormat("error-code-stripped image (ECM)", extensions: ["ecm"]), ("ECM\u{0}", .start(0))),
        RecognisedFormat(
            ContainerFormat("BlindWrite descriptor (B5T or B6T)", extensions: ["b5t", "b6t"]),
            ("BWT5 STREAM SIGN", .start(0))),
        RecognisedFormat(
            ContainerFormat("BlindWrite descriptor (BWT)", extensions: ["bwt"]),
            ("BLINDWRITE TOC FILE", .start(0))),
        RecognisedFormat(aaru, ("AARUFRMT", .start(0))),
        RecognisedFormat(aaru, ("DICMFRMT", .start(0))),
        RecognisedFormat(ContainerFormat("MagicISO image (UIF)", extensions: ["uif"]), ("bbis", .end(64))),
        // A ZIP archive whose first member is the one that names an AFF4 volume.
        RecognisedFormat(
            ContainerFormat("AFF4 evidence container", extensions: ["aff4"]), ("PK\u{3}\u{4}", .start(0)),
            ("container.description", .start(30))),
        RecognisedFormat(
            ContainerFormat("PowerISO image (DAA)", extensions: ["daa"]), ("DAA\u{0}", .start(0))),
        RecognisedFormat(
            ContainerFormat("UltraISO compressed image (ISZ)", extensions: ["isz"]), ("IsZ!", .start(0))),
        RecognisedFormat(ContainerFormat("Apple disk image (DMG)", extensions: ["dmg"]), ("koly", .end(512))),
    ]

    private static let aaru = ContainerFormat("Aaru image (AIF)", extensions: ["aif", "aaruf", "dicf"])

    /// With its article, such as "an EnCase evidence file (E01)".
    var inWords: String {
        let name = format.name(version: version)
        return "\(name.first.map("AEIOUaeiou".contains) == true ? "an" : "a") \(name)"
    }
}
