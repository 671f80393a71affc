import Bytes
public import Checksums
public import Containers
import Digests
import DiscModel

/// The checksums that files record of what they unpack to: that of an ECM file, those of the partitions in a DMG. They are over bytes
/// of the image's files, which go by in the pass.
public struct UnpackedSums: ChecksumFacts {
    public let statements: [ChecksumStatement]

    /// Nil where no file of the container records one.
    public init?(_ container: ContainerFacts) {
        statements = container.unpacked.flatMap { file in
            file.sums.map { sum in
                ChecksumStatement(
                    .container, of: .range(sum.what), expected: sum.digest, request: sum.request,
                    recorded: Place(field: "\(DisplayName(file.name).escaped): \(sum.what)"))
            }
        }
        if statements.isEmpty { return nil }
    }
}

extension StoredSum {
    /// What to digest.
    public var request: DigestRequest { DigestRequest(digest.algorithm, of: ranges, in: .files) }
}
