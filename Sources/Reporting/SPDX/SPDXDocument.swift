import Comparison
public import Digests
import DiscModel
import FileSystems
import Rules

/// SPDX 2.3 as JSON: each image is a package, and the files in it have their digests. The same image gives the same document:
/// the date in it is not that of the run.
public struct SPDXDocument: ReportFormat {
    public static let name = "spdx"
    public static let namesByDigest = true
    public static let fileDigests: Set<DigestAlgorithm> = [.sha1, .sha256]

    /// What the document itself is called within it.
    private static let document = "SPDXRef-DOCUMENT"

    private var packages: [Document] = []
    private var files: [Document] = []
    private var relationships: [Document] = []
    private var names: [String] = []
    private var digests: [String] = []
    /// Seconds since 1970 of the image that was changed last.
    private var modified: Int64 = 0

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        guard let disc = image.examination?.disc,
            let sha256 = ChecksumPart.digests(disc)?.text(of: "sha256")
        else { return "" }
        addPackage(image.path, sha256, SPDXFiles(disc, "SPDXRef-Image-\(packages.count + 1)"))
        let descriptor = disc.facts(ISO9660Facts.self)?.isoTrees.first?.descriptor
        modified = max(modified, descriptor?.date(.modification).moment?.seconds ?? 0)
        return ""
    }

    public mutating func end(_ report: Report) -> String {
        // The other side of a comparison is named; nobody has looked at its files.
        if let compared = report.compared,
            let sha256 = compared.comparison.readbackDigests.first(where: { $0.algorithm == .sha256 })
        {
            addPackage(compared.readback, sha256.hex, nil)
        }
        guard !packages.isEmpty else { return "" }
        return JSONWriter.write(
            Document {
                $0.add("spdxVersion", "SPDX-2.3")
                $0.add("dataLicense", "CC0-1.0")
                $0.add("SPDXID", Self.document)
                $0.add("name", names.count == 1 ? names[0] : counted(names.count, "disc image"))
                $0.add("documentNamespace", "urn:isocheck:spdx:\(report.tool.version):\(digest)")
                $0.add("creationInfo", creation(report))
                $0.add("packages", each: "package", packages)
                $0.add("files", each: "file", files)
                $0.add("relationships", each: "relationship", relationships)
            })
    }

    /// Of the image, or of all of them.
    private var digest: String {
        digests.count == 1
            ? digests[0]
            : RunningDigest.digest(.sha256, of: Array(digests.joined(separator: "\n").utf8)).hex
    }

    private func creation(_ report: Report) -> Document {
        Document {
            $0.add("created", Provenance.time(report.run.sourceDate ?? modified))
            $0.add("creators", words: ["Tool: isocheck-\(report.tool.version)"])
            $0.add(
                "comment",
                "The date is SOURCE_DATE_EPOCH or, where that was not set, the one of the image, so that the same image gives the same document."
            )
        }
    }

    /// - Parameter content: nil for what nobody has looked into.
    private mutating func addPackage(_ path: String, _ sha256: String, _ content: SPDXFiles?) {
        let id = "SPDXRef-Image-\(packages.count + 1)"
        let name = DisplayName(utf8: Array((path.split(separator: "/").last ?? "").utf8)).escaped
        names.append(name)
        digests.append(sha256)
        packages.append(
            Document {
                $0.add("name", name)
                $0.add("SPDXID", id)
                $0.add("packageFileName", name)
                $0.add("downloadLocation", "NOASSERTION")
                content?.add(to: &$0)
                if content == nil { $0.add("filesAnalyzed", false) }
                $0.add("checksums", each: "checksum", [SPDXFiles.checksum(.sha256, sha256)])
            })
        relate(Self.document, "DESCRIBES", id)
        for file in content?.documents ?? [] {
            if let fileID = file.text(of: "SPDXID") { relate(id, "CONTAINS", fileID) }
        }
        files += content?.documents ?? []
    }

    private mutating func relate(_ element: String, _ kind: String, _ other: String) {
        relationships.append(
            Document {
                $0.add("spdxElementId", element)
                $0.add("relationshipType", kind)
                $0.add("relatedSpdxElement", other)
            })
    }
}
