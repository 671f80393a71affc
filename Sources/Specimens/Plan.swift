import Bytes

extension Specimen {
    /// What to build. Every combination gives a conforming image.
    public struct Plan: Sendable {
        /// A supplementary descriptor with the escape sequence `%/E` (Joliet level 3) and its own tree.
        public var joliet = false

        /// A descriptor of type 2, version 2 (ISO 9660:1999, ECMA-119 3rd ed. 8.5) and its own tree.
        ///
        /// Its identifiers are the names in d-characters and dots, without version number, up to 207 bytes.
        public var enhanced = false

        /// Rock Ridge 1.12 (`IEEE_P1282`) in the primary tree, and `/LINK`, a symbolic link.
        ///
        /// The next three switch it on as well; `/LINK` comes only with this one.
        public var rockRidge = false

        /// Nine levels, `/DEEP/L3/L4/L5/L6/L7/L8/L9/BOTTOM.TXT`: `L9` lies in `/RR_MOVED` (RRIP 4.1.5).
        ///
        /// The record left behind has CL, the moved directory's record RE, its ".." record PL. The Joliet and
        /// enhanced trees hold the directory in its true place.
        public var relocation = false

        /// `/LONGNAME.TXT`, whose name of 250 bytes needs two NM entries, the second in a continuation area.
        public var continuation = false

        /// `/PACKED.TXT`, compressed: a ZF entry, and a zisofs header, pointers and two zlib streams as data.
        public var zisofs = false

        /// A boot record at LBA 17 and `/BOOT` with the catalog, a BIOS image and a UEFI image.
        public var elTorito = false

        /// The loader that shim starts: then `/EFI/BOOT` of the UEFI image holds a signed shim and this.
        public var loader: [UInt8]?

        /// The text of a table for shim's fallback: then that lies beside shim, and the loader with the table in `/EFI/OS`.
        public var fallback: String?

        /// `/BIG.DAT` in two file sections (ECMA-119 6.5.1).
        public var multiExtent = false

        /// Checksums of sessions and files as libisofs (xorriso) writes them, with Rock Ridge.
        public var libisofs = false

        /// Zero sectors after the last file, inside the volume.
        public var padding = 150

        /// Volume identifier, d-characters.
        public var volumeIdentifier = "SPECIMEN"

        /// The files and directories besides those that the switches bring.
        public var files: [File] = File.defaults

        /// The default plan.
        public init() {}

        /// Whether the primary tree carries system use entries.
        var recordsRockRidge: Bool { rockRidge || relocation || continuation || zisofs || libisofs }

        /// The files asked for, and those that the switches bring.
        var everyFile: [File] {
            var result = files
            if rockRidge { result.append(.link) }
            if relocation { result.append(.bottom) }
            if continuation { result.append(.longName) }
            if zisofs { result.append(.packed) }
            if multiExtent { result.append(.big) }
            if elTorito {
                result += [.catalog, .biosImage, loader.map { .efiImage(with: $0, fallback) } ?? .efiImage]
            }
            return result
        }
    }

    /// One file or directory of a plan.
    public struct File: Sendable {
        /// What a path leads to.
        public enum Contents: Sendable {
            /// A directory; one is needed only for an empty directory, as paths imply the others.
            case directory
            /// A file in one section. An empty file has no extent, and is recorded at block 0.
            case bytes([UInt8])
            /// A file in several sections. All but the last must be a multiple of 2048 bytes.
            case sections([[UInt8]])
            /// A symbolic link; recorded only where there is Rock Ridge.
            case link(String)
            /// A file to be compressed by zisofs; recorded with ZF where there is Rock Ridge.
            case compressed([UInt8])
        }

        /// Identifiers of the primary tree, without version number: `/DOCS/MANUAL.TXT`. Recorded as given.
        public var path: String

        /// The name in Rock Ridge and Joliet. Lower case of the identifier if not given.
        public var name: String?

        /// What the path leads to.
        public var contents: Contents

        /// A file or directory at `path`.
        public init(_ path: String, name: String? = nil, _ contents: Contents) {
            self.path = path
            self.name = name
            self.contents = contents
        }
    }
}

// MARK: The files that come with a switch

extension Specimen.File {
    /// The small tree that every specimen has unless the plan says otherwise.
    public static let defaults = [
        Self("/README.TXT", .bytes(Array("This disc is a specimen of isocheck.\n".utf8))),
        Self("/DOCS/MANUAL.TXT", .bytes(prose(5_000))),
        Self("/DOCS/EMPTY.DAT", .bytes([])),
        Self("/EMPTYDIR", .directory),
    ]

    static let link = Self("/LINK", .link("docs/manual.txt"))
    static let bottom = Self("/DEEP/L3/L4/L5/L6/L7/L8/L9/BOTTOM.TXT", .bytes(prose(100)))
    static let longName = Self("/LONGNAME.TXT", name: longestName, .bytes(prose(300)))
    public static let packed = Self("/PACKED.TXT", .compressed(prose(40_000)))
    static let big = Self("/BIG.DAT", .sections([prose(4_096), prose(1_000)]))
    static let catalog = Self("/BOOT/BOOT.CAT", .bytes(Array(repeating: 0, count: .sector)))
    static let biosImage = Self("/BOOT/BIOS.IMG", .bytes(ForgedElTorito.biosImage))
    static let efiImage = Self("/BOOT/EFI.IMG", .bytes(EFIImage.bytes))

    static func efiImage(with loader: [UInt8], _ fallback: String?) -> Self {
        let shim: EFIImage.File = ("BOOTX64 EFI", SignedEFIPrograms.shim)
        guard let fallback else {
            let image = EFIImage.image(of: [shim, ("GRUBX64 EFI", loader)])
            return Self("/BOOT/EFI.IMG", .bytes(image))
        }
        // Any signed program passes for the fallback, of which nothing but its name is known.
        var files: [EFIImage.File] = [("GRUBX64 EFI", loader)]
        if !fallback.isEmpty { files.append(("BOOTX64 CSV", fallback.utf16.flatMap(\.little))) }
        let image = EFIImage.image(of: [shim, ("FBX64   EFI", SignedEFIPrograms.loader)], andOfSystem: files)
        return Self("/BOOT/EFI.IMG", .bytes(image))
    }

    /// A name of 250 bytes.
    private static let longestName: String = {
        var name = "a_name_that_no_directory_record_can_hold"
        while name.utf8.count < 246 { name += "_and_on" }
        return String(name.prefix(246)) + ".txt"
    }()

    /// Numbered lines of text, cut at `count` bytes.
    private static func prose(_ count: Int) -> [UInt8] {
        var text: [UInt8] = []
        var line = 1
        while text.count < count {
            text += Array("Line \(line) of a specimen of isocheck.\n".utf8)
            line += 1
        }
        return Array(text.prefix(count))
    }
}
