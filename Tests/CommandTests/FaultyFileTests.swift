import Foundation
import Specimens
import TestSupport
import Testing

/// Files and block devices with sectors that the system cannot read, by way of a small file system of our own.
@Suite(
    .serialized,
    .enabled(if: FaultyFile.works, "skipped: needs cc, libfuse3-dev, fuse3, and the right to mount"))
struct FaultyFileTests {
    /// Nine files whose sums the image keeps, so that what can still be read can be verified.
    private static let image = Specimen.libisofs
    private static let bytes = image.bytes

    private static func sector(_ landmark: String) -> Int { image.offset(landmark) / 2_048 }

    @Test func `a check names the place and the file, and verifies the rest`() throws {
        let bad = Self.sector("data:/DOCS/MANUAL.TXT")
        let file = try #require(try FaultyFile(Self.bytes, bad: [bad]))
        let result = try CommandTests.program.run([file.path, "-o", "text", "-o", "json=\(file.report)"])
        #expect(result.status == 1)
        #expect(result.text.contains("@\(bad * 2_048) (LBA \(bad))"), "\(result.text)")
        #expect(result.text.contains("damaged  /docs/manual.txt: "), "\(result.text)")
        #expect(result.text.contains("1 verifies by a sum of its own"))
        #expect(result.text.contains("not computed: "))
        let report = String(decoding: try Data(contentsOf: URL(filePath: file.report)), as: UTF8.self)
        #expect(!report.contains("\"sha256\":"))
    }

    @Test func `sectors that belong to nothing leave the verdict open`() throws {
        let last = Self.bytes.count / 2_048 - 1
        let file = try #require(try FaultyFile(Self.bytes, bad: [last]))
        let result = try CommandTests.program.run([file.path])
        #expect(result.status == 3, "\(result.text)")
        #expect(result.text.contains("LBA \(last)"), "\(result.text)")
    }

    @Test(.enabled(if: FaultyFile.canBeDevice, "skipped: needs a loop device"))
    func `a block device is read around its bad sectors`() throws {
        let bad = [Self.sector("data:/DOCS/MANUAL.TXT"), Self.bytes.count / 2_048 - 1]
        let file = try #require(try FaultyFile(Self.bytes, bad: bad))
        let folder = try TemporaryFolder()
        let good = try folder.write("good.iso", Self.bytes)
        let device = try #require(file.attach())
        defer { file.detach(device) }
        let result = try CommandTests.program.run(["compare", good, device, "--retries", "1"])
        #expect(result.status == 1, "\(result.text)\(result.errors)")
        for sector in bad { #expect(result.text.contains("LBA \(sector) unreadable"), "\(result.text)") }
        #expect(result.text.contains("/docs/manual.txt loses"), "\(result.text)")
        #expect(result.text.contains("O_DIRECT"))
    }
}

/// A mounted file of which some sectors cannot be read.
private final class FaultyFile {
    private let folder: TemporaryFolder
    private var isMounted = false

    var path: String { folder.path("mount/image.iso") }
    var report: String { folder.path("report.json") }

    /// Nil when it cannot be mounted.
    init?(_ bytes: [UInt8], bad sectors: [Int]) throws {
        folder = try TemporaryFolder()
        let backing = try folder.write("backing.iso", bytes)
        try FileManager.default.createDirectory(
            atPath: folder.path("mount"), withIntermediateDirectories: true)
        guard let program = Self.program else { return nil }
        let run = try program.run([backing, folder.path("mount")] + sectors.map(String.init))
        isMounted = run.status == 0 && FileManager.default.fileExists(atPath: path)
        guard isMounted else { return nil }
    }

    deinit {
        if isMounted { _ = try? Tool("fusermount3")?.run(["-u", folder.path("mount")]) }
    }

    /// A block device over the file; nil where the system gives none.
    func attach() -> String? {
        let run = try? Tool("losetup")?.run(["--find", "--show", "--read-only", path])
        guard let run, run.status == 0 else { return nil }
        return run.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func detach(_ device: String) { _ = try? Tool("losetup")?.run(["--detach", device]) }

    static let works = (try? FaultyFile([UInt8](repeating: 1, count: 4_096), bad: [1])) != nil

    /// Whether the system gives a block device over such a file.
    static let canBeDevice: Bool = {
        guard let file = try? FaultyFile([UInt8](repeating: 1, count: 4_096), bad: []),
            let device = file.attach()
        else { return false }
        file.detach(device)
        return true
    }()

    private static let home = try? TemporaryFolder()

    /// The file system, compiled once.
    private static let program: Tool? = {
        guard let home, let compiler = Tool("cc"),
            let flags = try? Tool("pkg-config")?.run(["--cflags", "--libs", "fuse3"]),
            flags.status == 0
        else { return nil }
        let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Drive/faultfs.c").path(percentEncoded: false)
        let words = flags.text.split(whereSeparator: \.isWhitespace).map(String.init)
        let built = try? compiler.run(["-O1", source, "-o", home.path("faultfs")] + words)
        return built?.status == 0 ? Tool(at: home.path("faultfs")) : nil
    }()
}
