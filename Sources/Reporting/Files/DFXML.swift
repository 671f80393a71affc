import Bytes
import Containers
import Digests
import DiscModel
import FileSystems

/// The files as Digital Forensics XML 2.0: a volume for each file system, in it its files with all bytes that they own, in
/// the volume and in the image. It is written by hand, since no writer of documents writes them piece by piece.
struct DFXML: FileWriter {
    static let namespace = "http://www.forensicswiki.org/wiki/Category:Digital_Forensics_XML"

    private let origin: FileExport.Origin
    private let places: ImagePlaces
    private let fileNames: [String]
    /// The volume that is open.
    private var current: DFXMLVolume?
    private var volumes = 0
    private var files = 0
    private var piecesLeft = DFXML.pieceLimit

    /// Pieces of files that are told one by one: twice the sectors that the longest CD has.
    private static let pieceLimit: UInt64 = 1_000_000

    init(_ disc: Disc, _ origin: FileExport.Origin) {
        self.origin = origin
        places = ImagePlaces(disc)
        let others = places.fileName.map { [DisplayName(utf8: Array($0.utf8)).escaped] } ?? []
        // Places count in the file that holds the sectors, which a sheet only names.
        fileNames = others.isEmpty ? [origin.image.escaped] : others
    }

    var beginning: String {
        let names = fileNames.map { "    " + Self.element("image_filename", $0) }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <dfxml xmlns="\(Self.namespace)" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:isocheck="urn:isocheck:dfxml:1" version="2.0.0-beta.0">
              <metadata>
                <dc:type>Disk Image</dc:type>
              </metadata>
              <creator>
                <program>isocheck</program>
                \(Self.element("version", origin.version))\
              </creator>
              <source>
            \(names)\
              </source>

            """
    }

    var end: String { (current == nil ? "" : "  </volume>\n") + "</dfxml>\n" }
    var notes: [String] {
        piecesLeft > 0
            ? []
            : [
                "some files lie in very many pieces; after \(Self.pieceLimit) of them the places in the image are left out"
            ]
    }

    mutating func lines(of file: ExportedFile) -> String {
        var text = ""
        let volume = DFXMLVolume(file.row)
        if volume != current {
            if current != nil { text += "  </volume>\n" }
            volumes += 1
            text += volume.opening(places)
            current = volume
        }
        files += 1
        let (row, details) = (file.row, file.details)
        text += "    <fileobject>\n"
        func add(_ name: String, _ value: String?) {
            if let value { text += "      " + Self.element(name, value) }
        }
        // As other tools write names: from the root on, without a slash before it.
        let path = row.escapedPath
        add("filename", path.first == "/" ? String(path.dropFirst()) : path)
        add("partition", "\(volumes)")
        add("id", "\(files)")
        add("name_type", details.letter)
        add("filesize", "\(row.node.size)")
        add(row.fate == nil ? "alloc" : "unalloc", "1")
        if case .orphaned? = row.fate?.origin { add("orphan", "1") }
        if row.tree.isPacked(row.index) { add("compressed", "1") }
        add("inode", details.number.map(String.init))
        add("meta_type", Self.metaType(details.letter))
        add("mode", details.mode.map(String.init))
        add("nlink", details.links.map(String.init))
        add("uid", details.user.map(String.init))
        add("gid", details.group.map(String.init))
        text += Self.times(details)
        add("link_target", details.target.map { DisplayName(utf8: $0).escaped })
        text += runs(of: row, in: volume)
        for digest in file.digests {
            text +=
                "      <hashdigest type=\"\(digest.algorithm.rawValue)\">\(digest.hex)</hashdigest>\n"
        }
        if let fate = row.fate {
            add("isocheck:state", fate.word)
            add("isocheck:remains", "\(fate.remains)")
        }
        add("isocheck:trees", row.trees.map(\.rawValue).joined(separator: " "))
        return text + "    </fileobject>\n"
    }

    // MARK: Parts of a file

    /// Numbers of the Sleuth Kit for what an entry is.
    private static func metaType(_ letter: String) -> String {
        switch letter {
        case "d": "2"
        case "p": "3"
        case "c": "4"
        case "b": "5"
        case "l": "6"
        case "s": "8"
        default: "1"
        }
    }

    private static func times(_ details: FileDetails) -> String {
        let names: [(FileDetails.Event, String)] = [
            (.modified, "mtime"), (.changed, "ctime"), (.accessed, "atime"), (.created, "crtime"),
            (.backedUp, "bkup_time"),
        ]
        return names.map { event, name in
            // XML Schema has no year 0.
            guard let time = details.times[event], !time.text.hasPrefix("0000") else { return "" }
            return "      <\(name) prec=\"\(time.precision)\">\(time.text)</\(name)>\n"
        }.joined()
    }

    /// The bytes of a file in their order: those recorded, and those that read as zeros.
    private mutating func runs(of row: FileRow, in volume: DFXMLVolume) -> String {
        var holes = row.tree.holes(of: row.index)[...]
        var text = ""
        var position: UInt64 = 0
        func skipHoles() {
            while let hole = holes.first, hole.position <= position {
                text +=
                    "        <byte_run file_offset=\"\(position)\" len=\"\(hole.length)\" fill=\"0\"/>\n"
                position = position.adding(hole.length)
                holes = holes.dropFirst()
            }
        }
        for extent in row.tree.extents(of: row.node) {
            skipHoles()
            func add(_ offset: UInt64, _ length: UInt64, _ inImage: UInt64?) {
                let inVolume = offset >= volume.start ? " fs_offset=\"\(offset - volume.start)\"" : ""
                text +=
                    "        <byte_run file_offset=\"\(position)\"\(inVolume)"
                    + (inImage.map { " img_offset=\"\($0)\"" } ?? "") + " len=\"\(length)\"/>\n"
                position = position.adding(length)
            }
            let pieces = places.pieces(of: extent)
            if pieces < piecesLeft {
                piecesLeft -= pieces
                places.each(of: extent, add)
            } else {
                piecesLeft = 0
                add(extent.offset, extent.length, nil)
            }
        }
        skipHoles()
        return text.isEmpty ? "" : "      <byte_runs>\n\(text)      </byte_runs>\n"
    }

    static func element(_ name: String, _ value: String) -> String {
        "<\(name)>\(escaped(value))</\(name)>\n"
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x26, 0x3C, 0x3E].contains($0) }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
