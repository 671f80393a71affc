import Foundation
import TestSupport

/// A folder with a good image, a bad one and a worse one, in which the program is run.
struct GateFolder {
    let files: TemporaryFolder

    init() throws {
        files = try TemporaryFolder()
        try write("good.iso", CommandTests.good)
        try write("bad.iso", CommandTests.bad)
        try write("worse.iso", CommandTests.worse)
    }

    func write(_ name: String, _ bytes: [UInt8]) throws { try files.write(name, bytes) }
    func write(_ name: String, _ text: String) throws { try files.write(name, [UInt8](text.utf8)) }
    func read(_ name: String) throws -> [UInt8] { try files.read(name) }
    func path(_ name: String) -> String { files.path(name) }

    func run(_ arguments: String..., in below: String? = nil) throws -> Tool.Output {
        try run(arguments, in: below)
    }

    func run(_ arguments: [String], in below: String? = nil) throws -> Tool.Output {
        try CommandTests.program.run(arguments, in: below.map { files.url.appending(path: $0) } ?? files.url)
    }
}
