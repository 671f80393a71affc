import Bytes
import Foundation
import SystemPackage
import Testing

/// Files beside an image: those in the folder, and no others.
@Suite struct FolderTests {
    private static let outside = [
        "", ".", "..", "../a.bin", "/etc/passwd", "sub/../../a.bin", "sub//a.bin", "a\0b",
    ]

    @Test func `a directory on disk gives its files by name`() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url.appending(path: "sub"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        for name in ["b.bin", "a.bin", "sub/a.bin"] {
            try Data(name.utf8).write(to: url.appending(path: name))
        }
        let folder = DiskFolder(of: FilePath(url.appending(path: "a.cue").path(percentEncoded: false)))
        #expect(folder.names == ["a.bin", "b.bin", "sub"])
        #expect(try folder.open("b.bin").bytes(at: 0, count: 9) == [UInt8]("b.bin".utf8))
        #expect(try folder.open("sub/a.bin").bytes(at: 0, count: 9) == [UInt8]("sub/a.bin".utf8))
        #expect(throws: Errno.noSuchFileOrDirectory) { try folder.open("c.bin") }
        #expect(throws: Errno.isDirectory) { try folder.open("sub") }
        for name in Self.outside {
            #expect(throws: Errno.permissionDenied, "\(name)") { try folder.open(name) }
        }
        #expect(DiskFolder(of: "image.iso").path == ".")
    }

    @Test func `memory gives its files by name`() throws {
        let folder = MemoryFolder(["b": [1, 2], "a": [3]])
        #expect(folder.names == ["a", "b"])
        #expect(try folder.open("b").bytes(at: 0, count: 9) == [1, 2])
        #expect(throws: Errno.noSuchFileOrDirectory) { try folder.open("c") }
        for name in Self.outside {
            #expect(throws: Errno.permissionDenied, "\(name)") { try folder.open(name) }
        }
    }
}
