/// A small disc image, forged in memory, that keeps to every standard it uses.
///
/// A rule's examples start from one: as forged it must leave the rule silent, and with one patch it must
/// make the rule fire.
///
/// ```swift
/// Specimen.plain                                            // stays silent
/// Specimen.plain.with { $0.set32BE("pvd", 84, 1) }          // halves of the volume space size differ
/// Specimen.plain.with { $0.swapRecords("record:/DOCS", "record:/README.TXT") }  // unsorted
/// Specimen.rockRidge.with { $0.removeEntry("susp:/.:SP") }  // Rock Ridge without SP
/// ```
///
/// A patch is placed by a landmark, the name of a structure, and a zero-based byte offset inside it. A byte
/// that a patch would put outside the image is dropped, and a byte read from there is 0; the only misuse
/// that stops the program is a landmark the specimen does not have.
///
/// # Topics
///
/// **Landmarks.** `PATH` is the path of identifiers in that tree without version number and without a final
/// dot: `/README.TXT`, `/LINK` (recorded `LINK.;1`), `/DOCS/.`, `/..`. A second landmark of the same name
/// gets `#2`, the next `#3`. What belongs to the Joliet tree starts with `svd:`, what belongs to the enhanced
/// tree with `evd:`, both also with paths in their own identifiers: `svd:record:/readme.txt`.
///
/// - `system-area`, `pvd`, `boot-record`, `svd`, `evd`, `terminator`
/// - `pvd:root`, `svd:root`, `evd:root`: the root directory record inside the descriptor
/// - `path-table-l`, `path-table-m`, and `path-table-l[2]` for its second record; `svd:path-table-l` …
/// - `dir:PATH`: the extent of a directory; `dir:/` is the root
/// - `record:PATH`: a directory record; `record:/BIG.DAT#2` is the second section of a file
/// - `susp:PATH:PX`: a system use entry of that record, in the record or in its continuation area;
///   `susp:PATH:NM#2` is the second of its kind
/// - `continuation`: the first block with continuation areas; `ce:PATH`: the area of that record. An area may
///   grow to the next multiple of 512 bytes
/// - `data:PATH`: the contents of a file, by its path in the primary tree; `data:/BIG.DAT#2`: section 2
/// - `boot-catalog`, `boot-catalog:initial`, `boot-catalog:section`, `boot-catalog:entry`; `boot-image`
///   (its boot information table is 8 bytes in); `efi-image`
/// - `libisofs:superblock`, `libisofs:tree`, `libisofs:session`: the checksum tags; `libisofs:array`
/// - `padding`: the first block after the last file
///
/// **Asking.** ``landmarks``, ``offset(_:)``, ``block(_:)``, ``get8(_:_:)``, ``get16LE(_:_:)``,
/// ``get16BE(_:_:)``, ``get32LE(_:_:)``, ``get32BE(_:_:)``, ``get(_:_:count:)``, ``record(_:)``,
/// ``entry(_:)``
///
/// **Fields.** ``set(_:_:)``, ``set(_:_:_:)``, ``set8(_:_:_:)``, ``set16LE(_:_:_:)``, ``set16BE(_:_:_:)``,
/// ``set32LE(_:_:_:)``, ``set32BE(_:_:_:)``, ``setBoth16(_:_:_:)``, ``setBoth32(_:_:_:)``,
/// ``fill(_:_:count:with:)``
///
/// **Whole image.** ``truncate(to:)``, ``append(_:)``, ``with(_:)``
///
/// **Records of directories and path tables.** ``removeRecord(_:)``, ``insertRecord(_:before:as:)``,
/// ``appendRecord(_:to:as:)``, ``duplicateRecord(_:)``, ``swapRecords(_:_:)``, ``renameRecord(_:to:)``,
/// ``directoryRecord(_:block:length:flags:)``
///
/// **System use entries.** ``insertEntry(_:into:)``, ``insertEntry(_:before:)``, ``replaceEntry(_:with:)``,
/// ``removeEntry(_:)``, ``systemUseEntry(_:_:version:)``
///
/// **Sums.** ``fixBootCatalogChecksum()``, ``fixBootInformationTable()``,
/// ``implantMD5(skipping:recorded:fragments:supported:)``, ``tagMedia(_:padding:partition:signature:)``,
/// ``sealLibisofs()``
public struct Specimen: Sendable {
    /// The image, as a file would hold it.
    public var bytes: [UInt8]

    /// Byte offset of each named structure.
    public internal(set) var landmarks: [String: Int]

    /// Forges the image that the plan describes.
    public init(_ plan: Plan = Plan()) {
        var forge = Forge(plan)
        forge.forge()
        bytes = forge.image
        landmarks = forge.landmarks.places
        if plan.libisofs { addLibisofsSums() }
    }

    /// A copy with the patches made by `change`.
    public func with(_ change: (inout Specimen) -> Void) -> Specimen {
        var copy = self
        change(&copy)
        return copy
    }
}

// MARK: Ready-made specimens

extension Specimen {
    /// One primary descriptor and its tree, nothing else.
    public static let plain = Specimen()

    /// Primary and Joliet trees.
    public static let joliet = Specimen { $0.joliet = true }

    /// Primary and enhanced trees (ISO 9660:1999).
    public static let enhanced = Specimen { $0.enhanced = true }

    /// Rock Ridge 1.12 with a symbolic link.
    public static let rockRidge = Specimen { $0.rockRidge = true }

    /// Rock Ridge with a directory below level 8, moved to `/RR_MOVED`.
    public static let relocation = Specimen { $0.relocation = true }

    /// Rock Ridge with a name that goes on in a continuation area.
    public static let continuation = Specimen { $0.continuation = true }

    /// Rock Ridge with a file compressed by zisofs.
    public static let zisofs = Specimen { $0.zisofs = true }

    /// El Torito for BIOS and UEFI.
    public static let bootable = Specimen { $0.elTorito = true }

    /// A file in two sections.
    public static let multiExtent = Specimen { $0.multiExtent = true }

    /// Rock Ridge with the checksums of libisofs.
    public static let libisofs = Specimen { $0.libisofs = true }

    /// All of it in one image.
    public static let everything = Specimen { plan in
        plan.joliet = true
        plan.enhanced = true
        plan.rockRidge = true
        plan.relocation = true
        plan.continuation = true
        plan.zisofs = true
        plan.elTorito = true
        plan.multiExtent = true
    }

    /// Forges from the default plan after `change`.
    public init(_ change: (inout Plan) -> Void) {
        var plan = Plan()
        change(&plan)
        self.init(plan)
    }
}
