import Bytes
import Glibc
import SystemPackage

/// A program run to its end, without a shell. What it reads and writes are files without a name, so that neither side
/// ever waits for the other and nothing is left behind.
struct Child {
    let status: Int32
    let output: String
    let errors: String

    /// The number of the first descriptor under which the program finds its inputs.
    private static let firstInput: Int32 = 100

    /// The path by which the program finds an input.
    static func path(ofInput index: Int) -> String { "/dev/fd/\(firstInput + Int32(clamping: index))" }

    /// - Throws: `.noSuchFileOrDirectory` when `PATH` has no such program.
    init(_ program: String, _ arguments: [String], inputs: [[UInt8]]) throws(Errno) {
        let folder = FilePath(ImageFile.spoolFolder)
        var open: [FileDescriptor] = []
        defer { for file in open { try? file.close() } }
        do {
            for input in inputs {
                let file = try FileSource.unlinkedFile(in: folder)
                open.append(file)
                _ = try file.writeAll(input)
            }
            let output = try FileSource.unlinkedFile(in: folder)
            let errors = try FileSource.unlinkedFile(in: folder)
            open += [output, errors]
            var descriptors: [(FileDescriptor, Int32)] = [(output, 1), (errors, 2)]
            for (index, file) in open.prefix(inputs.count).enumerated() {
                descriptors.append((file, Self.firstInput + Int32(clamping: index)))
            }
            status = try Self.run([program] + arguments, descriptors)
            self.output = try Self.text(of: output)
            self.errors = try Self.text(of: errors)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// The first megabyte of what was written to a file.
    private static func text(of file: FileDescriptor) throws -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = try unsafe bytes.withUnsafeMutableBytes {
            try unsafe file.read(fromAbsoluteOffset: 0, into: $0)
        }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Starts the program with these files under these numbers and waits for its end.
    private static func run(_ words: [String], _ files: [(FileDescriptor, Int32)]) throws -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (file, number) in files {
            unsafe posix_spawn_file_actions_adddup2(&actions, file.rawValue, number)
        }
        let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? "/usr/bin:/bin"
        let argv = unsafe strings(words)
        let environment = unsafe strings(["PATH=\(path)", "LC_ALL=C.UTF-8"])
        defer {
            for index in unsafe argv.indices { unsafe free(argv[index]) }
            for index in unsafe environment.indices { unsafe free(environment[index]) }
        }
        var process: pid_t = 0
        let failure = unsafe posix_spawnp(&process, words[0], &actions, nil, argv, environment)
        guard failure == 0 else { throw Errno(rawValue: failure) }
        var state: Int32 = 0
        while unsafe waitpid(process, &state, 0) < 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
        // The exit code, or what a shell would say of a signal.
        return state & 0x7F == 0 ? (state >> 8) & 0xFF : 128 + (state & 0x7F)
    }

    private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe words.map { unsafe strdup($0) } + [nil]
    }
}
