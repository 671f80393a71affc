import Bytes
public import Checksums
public import Containers
import Digests
import DiscModel

/// The checksums that files of an image record of what they unpack to, such as those of the ECM files that a cue sheet names. They are
/// over bytes of the image's files, which go by in the pass.
public struct UnpackedSums: ChecksumFacts {
    public let statements: [ChecksumStatement]

    /// Nil where no file of the container records one.
    public init?(_ container: ContainerFacts) {
        statements = container.unpacked.flatMap { file in
            file.sums.map { sum in
                ChecksumStatement(
                    .container, of: .range(sum.name), expected: sum.digest,
                    request: DigestRequest(sum.digest.algorithm, of: [sum.range], in: .files),
                    recorded: Place(field: "\(DisplayName(file.name).escaped): \(sum.digest.algorithm.title)")
                )
            }
        }
        if statements.isEmpty { return nil }
    }
}
