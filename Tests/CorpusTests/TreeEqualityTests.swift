import Bytes
import DiscModel
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

    private func disc(_ image: CorpusImage) throws -> Disc {
        try Inspection(quick: true).examine(try image.source(), named: image.description).disc
    }

    /// "path size first-sector" for each file with content, so that differences read well.
    private func files(_ tree: FileTree, folding: (String) -> String = { $0 }) -> [String] {
        tree.nodes.indices.dropFirst().filter { tree.nodes[$0].kind == .file && tree.nodes[$0].size > 0 }.map
        { index in
            let node = tree.nodes[index]
            let first = tree.extents(of: node).first.map { $0.offset / 2048 } ?? 0
            return "\(folding(tree.path(of: index).text)) \(node.size) \(first)"
        }.sorted()
    }

    private func directories(_ tree: FileTree) -> [String] {
        tree.nodes.indices.filter { tree.nodes[$0].kind == .directory }.map { tree.path(of: $0).text }
            .sorted()
    }

    @Test(.enabled(if: isoinfo != nil, "skipped: isoinfo is not installed"), arguments: images)
    func `isoinfo sees the same ISO 9660 tree`(_ image: CorpusImage) throws {
        let disc = try disc(image)
        let tree = try #require(disc.tree(.iso9660))
        try compare(files(tree), image, isoinfo: [])
    }

    @Test(.enabled(if: isoinfo != nil, "skipped: isoinfo is not installed"), arguments: images)
    func `isoinfo sees the same Joliet tree`(_ image: CorpusImage) throws {
        guard let tree = try disc(image).tree(.joliet) else { return }
        try compare(files(tree), image, isoinfo: ["-J"])
    }

    private func compare(_ ours: [String], _ image: CorpusImage, isoinfo options: [String]) throws {
        let tool = try #require(Self.isoinfo)
        let output = try image.withPlainFile { try tool.run(options + ["-l", "-i", $0]) }
        let theirs = IsoinfoListing.files(output.text)
        #expect(
            Set(ours) == Set(theirs),
            "only ours: \(Set(ours).subtracting(theirs).sorted()); only theirs: \(Set(theirs).subtracting(ours).sorted())"
        )
    }

    @Test(.enabled(if: xorriso != nil, "skipped: xorriso is not installed"), arguments: images)
    func `xorriso sees the same Rock Ridge tree`(_ image: CorpusImage) throws {
        let disc = try disc(image)
        guard let tree = disc.tree(.rockridge) else { return }
        let tool = try #require(Self.xorriso)
        let (found, listed) = try image.withPlainFile { path in
            (
                try tool.run(["-indev", path, "-find", "/", "-type", "f", "-exec", "report_lba", "--"]),
                try tool.run(["-indev", path, "-find", "/", "-type", "d"])
            )
        }
        let theirs = XorrisoListing.files(found.text)
        let ours = files(tree)
        #expect(
            Set(ours) == Set(theirs),
            "only ours: \(Set(ours).subtracting(theirs).sorted()); only theirs: \(Set(theirs).subtracting(ours).sorted())"
        )
        let folders = XorrisoListing.paths(listed.text)
        #expect(
            Set(directories(tree)) == Set(folders),
            "only ours: \(Set(directories(tree)).subtracting(folders).sorted()); only theirs: \(Set(folders).subtracting(directories(tree)).sorted())"
        )
    }

    @Test(.enabled(if: bsdtar != nil, "skipped: bsdtar is not installed"), arguments: images)
    func `bsdtar lists the same names`(_ image: CorpusImage) throws {
        let disc = try disc(image)
        guard let tree = disc.tree(.rockridge) ?? disc.tree(.joliet) ?? disc.tree(.iso9660) else { return }
        let tool = try #require(Self.bsdtar)
        let output = try image.withPlainFile { try tool.run(["-tf", $0]) }
        let theirs = output.text.split(separator: "\n").map { line in
            let path = line.hasPrefix("./") ? line.dropFirst(2) : line == "." ? "" : line[...]
            return "/" + (path.hasSuffix("/") ? path.dropLast() : path)
        }
        let ours = tree.nodes.indices.map { tree.path(of: $0).text }.map {
            tree.kind == .iso9660 ? unversioned($0) : $0
        }
        #expect(
            Set(ours) == Set(theirs),
            "only ours: \(Set(ours).subtracting(theirs).sorted()); only theirs: \(Set(theirs).subtracting(ours).sorted())"
        )
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

/// The lines of xorriso's `-find`, with and without `report_lba`.
enum XorrisoListing {
    static func files(_ text: String) -> [String] {
        var first: [String: (size: String, lba: String)] = [:]
        for line in text.split(separator: "\n") {
            guard
                let entry = line.firstMatch(
                    of: /^File data lba:\s*(\d+) ,\s*(\d+) ,\s*(\d+) ,\s*(\d+) , (.*)$/)
            else { continue }
            let path = unquoted(String(entry.5))
            if entry.1 == "0", entry.4 != "0" { first[path] = (String(entry.4), String(entry.2)) }
        }
        return first.map { "\($0.key) \($0.value.size) \($0.value.lba)" }
    }

    static func paths(_ text: String) -> [String] {
        text.split(separator: "\n").map { unquoted(String($0)) }
    }

    /// xorriso quotes as a shell does.
    private static func unquoted(_ text: String) -> String {
        guard text.hasPrefix("'"), text.hasSuffix("'") else { return text }
        return String(text.dropFirst().dropLast()).replacing("'\"'\"'", with: "'")
    }
}
