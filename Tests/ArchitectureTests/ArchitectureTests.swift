import Foundation
import TestSupport
import Testing

/// What the compiler cannot see: the shape of the source tree.
@Suite struct ArchitectureTests {
    struct File: Sendable, CustomTestStringConvertible {
        let path: String
        let text: String
        var testDescription: String { path }
        var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
        var name: String { String(path.split(separator: "/").last ?? "") }
    }

    static let sources = swiftFiles(in: "Sources")
    static let tests = swiftFiles(in: "Tests")

    private static func swiftFiles(in folder: String) -> [File] {
        let root = Repository.root.path(percentEncoded: false)
        let found = FileManager.default.enumerator(
            at: Repository.root.appending(path: folder), includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap { url in
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            return File(path: String(url.path(percentEncoded: false).dropFirst(root.count)), text: text)
        }.sorted { $0.path < $1.path }
    }

    /// Except for the list of rules, which nobody writes.
    @Test(arguments: sources + tests) func `a file has at most 400 lines`(_ file: File) {
        #expect(file.lines <= 400 || file.path == "Sources/Rules/Engine/RuleList.swift")
    }

    /// libcrypto serves two targets: it digests, and it reads certificates; libxml2 two, documents as a whole and those of any length.
    @Test(arguments: [
        "CArchive", "CCrypto", "CEDC", "CFLAC", "CLZMA", "CLibXML2", "CMD5", "CMagic", "COptical", "CZlib",
        "CZstd",
        "GRDB",
    ])
    func `a C library is imported by exactly one file of a target`(
        _ module: String
    ) {
        let importers = Self.sources.filter {
            $0.text.contains(try! Regex("(?m)^(public |private |internal )?import \(module)$"))
        }
        #expect(
            importers.count == (["CCrypto", "CLibXML2"].contains(module) ? 2 : 1), "\(importers.map(\.path))")
    }

    @Test func `only the command prints`() {
        let printing = Self.sources.filter {
            !$0.path.contains("Sources/isocheck/") && $0.text.contains(/(?m)(^|[^.A-Za-z])print\(/)
        }
        #expect(printing.isEmpty, "\(printing.map(\.path))")
    }

    @Test func `nothing traps by design`() {
        let words = /\btry!|\bas!|fatalError\(|preconditionFailure\(|TODO|FIXME/
        // Specimens stop a programmer who names a landmark that does not exist.
        let found = Self.sources.filter {
            !$0.path.hasPrefix("Sources/Specimens/") && $0.text.contains(words)
        }
        #expect(found.isEmpty, "\(found.map(\.path))")
    }

    /// The size of a sector has one spelling, `.sector`; in sentences and in modes such as "MODE1/2048" it is a word.
    @Test func `one file says how large a sector is`() {
        let words = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*/
        let found = Self.sources.filter { $0.text.replacing(words, with: "").contains(/\b2_?04[78]\b/) }
        #expect(found.map(\.name) == ["SectorSize.swift"])
    }

    /// Every rule is a file of its name in its family's folder, and `make rules` was not forgotten.
    @Test func `the list of rules is what the folders say`() throws {
        let check = Process()
        check.executableURL = Repository.root.appending(path: ".ci/rule-list")
        check.arguments = ["--check"]
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
    }

    /// A name that two targets give to two types means one thing here and another there. Private types count: whoever
    /// searches for a name finds them as well.
    @Test func `no two targets have a type of one name`() {
        let declaration =
            /(?m)^(?:@\w+(?:\([^)\n]*\))? +)*(?:(?:public|internal|package|private|fileprivate|final|indirect) +)*(?:struct|enum|class|protocol|actor|typealias) +(\w+)/
        var targets: [String: Set<String>] = [:]
        for file in Self.sources {
            let target = String(file.path.split(separator: "/").dropFirst().first ?? "")
            for match in file.text.matches(of: declaration) {
                targets[String(match.1), default: []].insert(target)
            }
        }
        #expect(targets.count > 500)
        let shared = targets.filter { $0.value.count > 1 }
        #expect(shared.isEmpty, "\(shared.mapValues { $0.sorted() })")
    }

    @Test func `no path of a machine is committed`() {
        let found = (Self.sources + Self.tests).filter {
            $0.text.contains("/wo" + "rk/") || $0.text.contains("/ho" + "me/")
        }
        #expect(found.isEmpty, "\(found.map(\.path))")
    }
}
