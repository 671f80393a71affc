import DiscModel
import FileSystems
import Specimens

extension UDFFacts: FaultyVolume {
    static func each(in disc: Disc, _ body: (UDFFacts) -> Void) { disc.udf.map(body) }
    var inTree: TreeKind? { .udf }
}

extension Disc {
    /// What the UDF reader learnt.
    var udf: UDFFacts? { facts(UDFFacts.self) }
}

/// A rule about what was found not to agree on the way through a volume.
protocol UDFFaultRule: FaultRule where Subject == UDFFacts {}

extension UDFFault: VolumeFault {}

extension UDFFaultRule {
    /// Such as "the file entry of /docs/a.txt".
    static func subject(_ fault: UDFFault) -> String {
        let what = fault.place.field?.split(separator: "/").first.map(String.init) ?? "descriptor"
        return
            "the \(what)\(fault.place.path.map { " of \($0.text.isEmpty ? "the root" : $0.escaped)" } ?? "")"
    }

    /// Such as "/docs/a.txt"; of the root "the root directory".
    static func path(_ fault: UDFFault) -> String {
        guard let path = fault.place.path, !path.text.isEmpty, path.text != "/" else {
            return "the root directory"
        }
        return path.escaped
    }
}

extension Clause {
    /// ECMA-167, by part and clause.
    static func ecma167(_ number: String) -> Clause { Clause("ECMA-167, 3rd edition", number) }
    /// OSTA Universal Disk Format.
    static func udf(_ number: String) -> Clause { Clause("OSTA UDF 2.60", number) }
}

extension Specimen {
    /// UDF whose files have short descriptors, and lie in their entries.
    static let udfShort = Specimen.udf({ $0.descriptors = .short })
    static let udfEmbedded = Specimen.udf({ $0.descriptors = .embedded })
    /// A file in three extents, and one whose descriptors go on in a block of their own.
    static let udfSplit = manual { $0.extents = 3 }
    static let udfLongChain = manual {
        $0.extents = 3
        $0.chain = 1
    }
    /// Two files whose names differ in a letter.
    static let udfTwins = Specimen.udf({
        $0.files.append(.init("/readmf.txt", .bytes(Array("another\n".utf8))))
    })

    /// A file with an extended attribute.
    static let udfAttributes = Specimen.udf({
        $0.files[0].attributes = true
    })

    /// Changes a descriptor of the main sequence and its copy in the reserve, and seals both.
    mutating func alterBoth(_ mark: String, _ change: (inout Specimen, String) -> Void) {
        for one in [mark, mark.replacing("udf:", with: "udf:reserve:")] {
            change(&self, one)
            sealUDF(one)
        }
    }

    /// UDF with the entry of a file that was deleted.
    static let udfDeleted = Specimen.udf({ $0.files.append(.init("/old.txt", .deleted)) })

    private static func manual(_ change: (inout UDFPlan.File) -> Void) -> Specimen {
        Specimen.udf({ plan in
            guard let at = plan.files.firstIndex(where: { $0.path == "/docs/manual.txt" }) else { return }
            change(&plan.files[at])
        })
    }
}
