import Bytes
import DiscModel

/// Looks at programs once, however many ways lead to them.
final class SignedPrograms {
    /// Whether kernels are digested, which are content.
    private let digestsKernels: Bool
    private var known: [Key: SignedProgram] = [:]
    private var contents: [Key: Record] = [:]

    /// Bytes of a program that are kept; loaders have up to four megabytes.
    private static let keptLimit: UInt64 = 8 << 20

    private struct Key: Hashable {
        let medium: BootVolume.Medium
        let path: String
    }

    init(digestsKernels: Bool) { self.digestsKernels = digestsKernels }

    /// What a loader starts.
    func kernel(_ item: BootEntry.Item, on volumes: BootVolumes) -> BootStage? {
        guard let volume = volumes.all.first(where: { $0.medium == item.medium }),
            let file = volume.file(at: item.path)
        else { return nil }
        return stage(file, on: volume, .kernel)
    }

    func stage(_ file: BootVolume.File, on volume: BootVolume, _ kind: BootStage.Kind) -> BootStage {
        let key = Key(medium: volume.medium, path: file.path.escaped)
        let isKernel = kind == .kernel || kind == .unifiedKernel
        let source = ProgramFile(file: file, volume: volume, content: contents[key])
        let program = known[key] ?? SignedProgram(source, digests: digestsKernels || !isKernel)
        known[key] = program
        return BootStage(file, kind, program)
    }

    /// The bytes of a program up to a limit; nil where they cannot be read.
    func content(of file: BootVolume.File, on volume: BootVolume, limit: Int) -> Record? {
        let key = Key(medium: volume.medium, path: file.path.escaped)
        if let known = contents[key] { return known }
        let found = volume.bytes(of: file, limit: limit).map { Record($0) }
        if file.size <= Self.keptLimit { contents[key] = found }
        return found
    }
}

/// A program as a file of a volume, or as bytes that were read of it already.
struct ProgramFile {
    let file: BootVolume.File
    let volume: BootVolume
    /// The first of its bytes, or all.
    let content: Record?

    var size: UInt64 { file.size }

    /// Bytes from a place on, cut to what it has; nil where they cannot be read.
    func bytes(at start: Int, count: Int) -> ArraySlice<UInt8>? {
        if let content, UInt64(content.count) >= size { return content.slice(start, count) }
        return volume.bytes(of: file, at: start, count: count).map { $0[...] }
    }

    /// Gives a part piece by piece; false where it cannot be read.
    func pieces(_ part: Range<Int>, _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
        if let content, UInt64(content.count) >= size {
            body(content.slice(part))
            return true
        }
        return volume.pieces(of: file, part) { body($0[...]) }
    }
}
