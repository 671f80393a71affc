import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import TestSupport
import Testing

/// Our trees against those of independent readers: names, sizes and extents of every file of every corpus image.
@Suite struct TreeEqualityTests {
    static let images = CorpusImage.all + CorpusImage.real
    static let isoinfo = Tool("isoinfo")
    static let xorriso = Tool("xorriso")
    static let bsdtar = Tool("bsdtar")
    /// makefs with relocated directories.
    static let refusedByBsdtar: Set = ["images/makefs/makefs-rr-deep-links.sparse"]

    private func disc(_ image: CorpusImage) throws -> Disc {
        try Inspection(quick: true).examine(try image.source(), named: image.description).disc
    }

    /// "path size first-sector" for each file with content in one piece, so that differences read well.
    ///
    /// - Parameter size: what the other reader calls the size of a node, nil for one that it does not list as a file.
    private func files(_ tree: FileTree, size: (FileTree.Node) -> UInt64? = { $0.size }) -> Set<String> {
        Set(
            tree.nodes.indices.dropFirst().compactMap { index in
                let node = tree.nodes[index]
                guard node.kind == .file, node.size > 0, let size = size(node) else { return nil }
                let first = tree.extents(of: node).first.map { $0.offset / 2048 } ?? 0
                return "\(tree.path(of: index).text) \(size) \(first)"
            })
    }

    /// isoinfo shows only the last section of a file with several.
    private func inOnePiece(_ node: FileTree.Node) -> UInt64? { node.extentCount > 1 ? nil : node.size }

    /// xorriso lists the boot catalog as no file, and compressed files with the size they unpack to.
    private func asXorriso(_ disc: Disc, _ tree: FileTree) -> (FileTree.Node) -> UInt64? {
        let catalog = disc.facts(ElToritoFacts.self)?.catalog?.record.offset
        let packed = disc.facts(ISO9660Facts.self)?.isoTree(.iso9660)?.zisofsFiles ?? []
        let unpacked = Dictionary(packed.map { (Int32($0.slot), UInt64($0.entry.record.u32le(8))) }) {
            first, _ in
            first
        }
        return { node in
            tree.extents(of: node).first?.offset == catalog ? nil : unpacked[node.record] ?? node.size
        }
    }

    /// Whether a path lies outside of the directory that holds relocated ones, which some hide.
    private func notRelocated(_ path: String) -> Bool {
        !path.hasPrefix("/rr_moved") && !path.hasPrefix("/.rr_moved")
    }

    private func expectEqual(_ ours: Set<String>, _ theirs: Set<String>) {
        #expect(
            ours == theirs,
            "only ours: \(ours.subtracting(theirs).sorted()); only theirs: \(theirs.subtracting(ours).sorted())"
        )
    }

    private func directories(_ tree: FileTree) -> [String] {
        tree.nodes.indices.filter { tree.nodes[$0].kind == .directory }.map { tree.path(of: $0).text }
            .sorted()
    }

    /// The tree, unless isoinfo says as well that there is none.
    private func tree(_ kind: TreeKind, of image: CorpusImage) throws -> FileTree {
        if let tree = try disc(image).tree(kind) { return tree }
        let summary = try image.withPlainFile { try Self.isoinfo?.run(["-d", "-i", $0]).text } ?? ""
        let absent = kind == .joliet ? "NO Joliet present" : "NO Rock Ridge present"
        try #require(kind != .iso9660 && summary.contains(absent), "isoinfo sees a tree that we do not see")
        try skip("isoinfo sees no such tree either")
    }

    @Test(.needs("isoinfo"), arguments: images)
    func `isoinfo sees the same ISO 9660 tree`(_ image: CorpusImage) throws {
        try compare(files(tree(.iso9660, of: image), size: inOnePiece), image, isoinfo: [])
    }

    @Test(.needs("isoinfo"), arguments: images)
    func `isoinfo sees the same Joliet tree`(_ image: CorpusImage) throws {
        try compare(files(tree(.joliet, of: image), size: inOnePiece), image, isoinfo: ["-J"])
    }

    private func compare(_ ours: Set<String>, _ image: CorpusImage, isoinfo options: [String]) throws {
        let tool = try #require(Self.isoinfo)
        let output = try image.withPlainFile { try tool.run(options + ["-l", "-i", $0]) }
        try #require(output.status == 0, "\(output.errors)")
        let theirs = Set(IsoinfoListing.files(output.text))
        // It shows each section of a file with several, and writes Latin-1 with "_" for all other letters.
        let sections = Set(image.sectionStarts(try disc(image)))
        let plain = { (line: String) in line.utf8.allSatisfy { $0 < 0x80 } }
        let garbled = Set(ours.filter { !plain($0) }.map(IsoinfoListing.place))
        expectEqual(
            ours.filter(plain),
            theirs.filter {
                !sections.contains(IsoinfoListing.place($0)) && !garbled.contains(IsoinfoListing.place($0))
            })
    }

    @Test(.needs("xorriso", "isoinfo"), arguments: images)
    func `xorriso sees the same Rock Ridge tree`(_ image: CorpusImage) throws {
        let tree = try tree(.rockridge, of: image)
        let disc = try disc(image)
        // It knows no SP behind CD-XA, and so reads no Rock Ridge there.
        if disc.facts(ISO9660Facts.self)?.isoTree(.iso9660)?.sharing?.start != 0 {
            try skip("xorriso knows no SP behind CD-XA attributes")
        }
        let tool = try #require(Self.xorriso)
        let (found, listed) = try image.withPlainFile { path in
            (
                try tool.run(["-indev", path, "-find", "/", "-type", "f", "-exec", "report_lba", "--"]),
                try tool.run(["-indev", path, "-find", "/", "-type", "d"])
            )
        }
        try #require(found.status == 0, "\(found.errors)")
        expectEqual(
            files(tree, size: asXorriso(disc, tree)).filter(notRelocated),
            XorrisoListing.files(found.text).filter(notRelocated))
        expectEqual(
            Set(directories(tree).filter(notRelocated)),
            Set(XorrisoListing.paths(listed.text).filter(notRelocated)))
    }

    @Test(.needs("bsdtar"), arguments: images)
    func `bsdtar lists the same names`(_ image: CorpusImage) throws {
        let disc = try disc(image)
        let tree = try #require(disc.tree(.rockridge) ?? disc.tree(.joliet) ?? disc.tree(.iso9660))
        if disc.facts(ISO9660Facts.self)?.isoTree(.iso9660)?.sharing?.start == 14 {
            try skip("bsdtar knows no SP behind CD-XA attributes")
        }
        let tool = try #require(Self.bsdtar)
        let output = try image.withPlainFile { try tool.run(["-tf", $0]) }
        if output.status != 0, Self.refusedByBsdtar.contains(image.description) {
            try skip("bsdtar gives up: \(output.errors)")
        }
        try #require(output.status == 0, "\(output.errors)")
        let theirs = output.text.split(separator: "\n").map { line in
            let path = line.hasPrefix("./") ? line.dropFirst(2) : line == "." ? "" : line[...]
            return "/" + (path.hasSuffix("/") ? path.dropLast() : path)
        }
        let ours = tree.nodes.indices.map { tree.path(of: $0).text }.map {
            tree.kind == .iso9660 ? unversioned($0) : $0
        }
        // It hides the directory that holds relocated ones.
        expectEqual(Set(ours.filter(notRelocated)), Set(theirs.filter(notRelocated)))
    }

    /// bsdtar shows ISO 9660 names without version and empty extension.
    private func unversioned(_ path: String) -> String {
        var path = path.replacing(/;[0-9]+$/, with: "")
        if path.hasSuffix(".") { path.removeLast() }
        return path
    }
}

/// The lines of `isoinfo -l`: a heading for each directory, then mode, links, owner, size, date, [extent flags] name.
enum IsoinfoListing {
    static func files(_ text: String) -> [String] {
        var folder = "/"
        var files: [String] = []
        for line in text.split(separator: "\n") {
            if let heading = line.firstMatch(of: /^Directory listing of (.*)$/) {
                folder = String(heading.1)
            } else if let entry = line.firstMatch(
                of: /^-\S*\s+\d+\s+\d+\s+\d+\s+(\d+)\s.*\[\s*(\d+)\s+[0-9a-fA-F]+\]\s(.*)$/)
            {
                guard entry.1 != "0" else { continue }
                files.append(
                    "\(folder)\(String(entry.3).trimmingCharacters(in: .whitespaces)) \(entry.1) \(entry.2)")
            }
        }
        return files
    }
}

extension IsoinfoListing {
    /// Size and first sector: what is left of a line whose name cannot be compared.
    static func place(_ line: String) -> String {
        line.split(separator: " ").suffix(2).joined(separator: " ")
    }
}

extension CorpusImage {
    /// "size first-sector" of every section of files that have several.
    func sectionStarts(_ disc: Disc) -> [String] {
        disc.trees.flatMap { tree in
            tree.nodes.filter { $0.extentCount > 1 }.flatMap { node in
                tree.extents(of: node).map { "\($0.length) \($0.offset / 2048)" }
            }
        }
    }
}

/// The lines of xorriso's `-find`, with and without `report_lba`.
enum XorrisoListing {
    static func files(_ text: String) -> Set<String> {
        var first: [String: (size: String, lba: String)] = [:]
        for line in text.split(separator: "\n") {
            guard
                let entry = line.firstMatch(
                    of: /^File data lba:\s*(\d+) ,\s*(\d+) ,\s*(\d+) ,\s*(\d+) , (.*)$/)
            else { continue }
            let path = unquoted(String(entry.5))
            if entry.1 == "0", entry.4 != "0" { first[path] = (String(entry.4), String(entry.2)) }
        }
        return Set(first.map { "\($0.key) \($0.value.size) \($0.value.lba)" })
    }

    static func paths(_ text: String) -> Set<String> {
        Set(text.split(separator: "\n").map { unquoted(String($0)) })
    }

    /// xorriso quotes as a shell does.
    private static func unquoted(_ text: String) -> String {
        guard text.hasPrefix("'"), text.hasSuffix("'") else { return text }
        return String(text.dropFirst().dropLast()).replacing("'\"'\"'", with: "'")
    }
}
