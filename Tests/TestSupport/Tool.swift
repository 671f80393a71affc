public import Foundation

/// A program of somebody else that tests compare with.
public struct Tool: Sendable {
    public let path: String

    /// nil when the program is not installed; tests that need it then say so.
    public init?(_ name: String) {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        guard let found = folders.map({ "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile)
        else {
            return nil
        }
        path = found
    }

    public init(at path: String) { self.path = path }

    public struct Output: Sendable {
        public let status: Int32
        public let output: [UInt8]
        public let errors: String
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs the program to its end. Both streams go to files, so that neither can fill a pipe.
    ///
    /// - Parameter place: the folder that it is run in; else that of the tests.
    public func run(_ arguments: [String], input: [UInt8]? = nil, in place: URL? = nil) throws -> Output {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ content: [UInt8] = []) throws -> FileHandle {
            let url = folder.appending(path: name)
            try Data(content).write(to: url)
            return try FileHandle(forUpdating: url)
        }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        if let place { process.currentDirectoryURL = place }
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8", "TZ": "UTC"])
        { $1 }
        process.standardInput = try file("in", input ?? [])
        process.standardOutput = try file("out")
        process.standardError = try file("err")
        try process.run()
        process.waitUntilExit()
        return Output(
            status: process.terminationStatus,
            output: [UInt8](try Data(contentsOf: folder.appending(path: "out"))),
            errors: String(decoding: try Data(contentsOf: folder.appending(path: "err")), as: UTF8.self))
    }
}
