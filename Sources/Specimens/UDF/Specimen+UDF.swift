import Bytes

/// Volumes of UDF, as specimens.
///
/// ```swift
/// Specimen.udf                                                      // stays silent
/// Specimen.udf.with { $0.set8("udf:fsd", 20, 9) }                   // the CRC does not agree
/// Specimen.udf.with { $0.set16LE("udf:fe:/readme.txt", 48, 2); $0.sealUDF("udf:fe:/readme.txt") }
/// Specimen.udf { $0.partition = .sparable; $0.remapped = true }
/// ```
///
/// **Landmarks.** `PATH` is the path in the plan; of the file `/a` with the stream `b`, `/a:` is the directory of its streams
/// and `/a:b` the stream.
///
/// - `udf:bea`, `udf:nsr`, `udf:tea`; `udf:anchor`, `udf:anchor#2`, `udf:anchor#3`
/// - `udf:pvd`, `udf:iuvd`, `udf:pd`, `udf:lvd`, `udf:usd`, `udf:td`; `udf:reserve:pvd` … of the reserve sequence
/// - `udf:lvid`, `udf:fsd`; `udf:lvid:td`, `udf:fsd:td`, the ends of their sequences
/// - `udf:fe:PATH`: the entry; `udf:fe:/` is that of the root. `udf:eahd:PATH`: the header of its extended attributes,
///   `udf:ea:PATH`: the first of them
/// - `udf:te:PATH`: what ends the entries of strategy 4096; `udf:old-fe:PATH`, `udf:ie:PATH`: the earlier entry, and the one
///   that leads from there to the one that counts
/// - `udf:fid:PATH`: the entry of that name in its directory, `udf:fid:PATH/..`: the parent entry of a directory, `udf:fid:/..`
///   that of the root; `udf:dir:PATH`: the data of a directory
/// - `udf:data:PATH`: the data of a file, embedded ones in their entry; `udf:data:PATH#2`: the second extent
/// - `udf:aed:PATH`: the first block with further descriptors, `udf:aed:PATH#2` the next
/// - `udf:bitmap`; `udf:sparing`, `udf:sparing#2`; `udf:vat-icb`, and `udf:vat`, the table itself
/// - `udf:metadata`, `udf:metadata-mirror`, `udf:metadata-bitmap`: the entries of these files; `udf:metadata-bitmap:data`: the
///   bitmap. What lies in the metadata file has its landmarks there, not in the mirror
/// - of a bridge, those of its ISO 9660 part, too: `pvd`, `record:/README.TXT`
extension Specimen {
    /// Forges the volume that the plan describes.
    public init(udf plan: UDFPlan) {
        let forge = UDFForge(plan)
        bytes = forge.image
        landmarks = forge.landmarks.places
    }

    /// Forges from the default plan after `change`. An initializer could not be told from the one for ISO 9660, since a closure
    /// behind the call has no label.
    public static func udf(_ change: (inout UDFPlan) -> Void) -> Specimen {
        var plan = UDFPlan()
        change(&plan)
        return Specimen(udf: plan)
    }

    /// Makes the CRC and the checksum of the tag at a landmark right again, over as many bytes as it says.
    public mutating func sealUDF(_ landmark: String) { sealUDF(at: offset(landmark)) }

    /// Makes the CRC and the checksum of the tag at an offset right again.
    public mutating func sealUDF(at offset: Int) { ForgedUDFTag.seal(&bytes, at: offset) }
}

// MARK: Ready-made volumes

extension Specimen {
    /// Revision 2.01, read only.
    public static let udf = Specimen(udf: UDFPlan())

    /// Overwritable, with a bitmap of its free blocks.
    public static let udfRewritable = udf { $0.bitmap = true }

    /// Written once, with a virtual partition.
    public static let udfVirtual = udf { $0.partition = .virtual }

    /// A sparable partition, one packet of which is exchanged.
    public static let udfSparable = udf {
        $0.partition = .sparable
        $0.remapped = true
    }

    /// Revision 2.50, with a metadata file and a mirror in blocks of its own.
    public static let udfMetadata = udf { $0.partition = .metadata(mirrorIsCopy: true) }

    /// Written once, with entries of strategy 4096.
    public static let udfChained = udf { $0.strategy = 4_096 }

    /// UDF and ISO 9660 with Joliet.
    public static let udfBridge = udf {
        $0.revision = 0x0102
        $0.bridge = true
    }
}
