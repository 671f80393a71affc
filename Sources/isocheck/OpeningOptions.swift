import ArgumentParser
import Bytes
import SystemPackage

/// How containers are opened; the same for every command that opens one.
struct OpeningOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file that a descriptor may name although it lies elsewhere; repeatable.", valueName: "file"),
        completion: .file())
    var with: [String] = []

    @Option(
        help: ArgumentHelp(
            "What a compressed image may unpack to, such as 500M or 64G.", valueName: "size"))
    var maxExpanded = ByteCount(64 << 30)

    func validate() throws {
        if let path = with.first(where: { (try? FilePath($0).stat()) == nil }) {
            throw ValidationError("--with \(path): cannot be opened.")
        }
    }
}

/// A number of bytes, with K, M, G or T for powers of 1024.
struct ByteCount: ExpressibleByArgument {
    let bytes: UInt64

    init(_ bytes: UInt64) { self.bytes = bytes }

    init?(argument: String) {
        let shifts: [Character: UInt64] = ["K": 10, "M": 20, "G": 30, "T": 40]
        let shift = argument.last.flatMap { shifts[Character($0.uppercased())] }
        guard let number = UInt64(shift == nil ? argument : String(argument.dropLast())) else { return nil }
        bytes = number.times(1 << (shift ?? 0))
    }

    var defaultValueDescription: String { bytes % (1 << 30) == 0 ? "\(bytes >> 30)G" : "\(bytes)" }
}

/// The folder of an image, and before it the files that were named on the command line, wherever they lie.
struct NamedFolder: Folder {
    let files: [FilePath]
    let beside: any Folder

    var given: [String] { files.compactMap { $0.lastComponent?.string } }
    var names: [String] { given + beside.names }

    func open(_ name: String) throws(Errno) -> any ByteSource {
        if let file = files.first(where: { $0.lastComponent?.string == name }) {
            return try FileSource(path: file)
        }
        return try beside.open(name)
    }
}
