public import Bytes

/// Tries whether data packed by bzip2, xz or zstd can be unpacked, with the checks that it carries itself.
public enum PackedStream {
    public enum Outcome: Sendable, Equatable {
        case whole
        /// Why it cannot, in the words of the library.
        case damaged(String)
        /// There is more than was to be unpacked.
        case tooLong
    }

    private struct TooLong: Error {}

    public static func test(_ source: any ByteSource, upTo limit: UInt64) throws(ReadFailure) -> Outcome {
        var total: UInt64 = 0
        do {
            let outcome = try ArchiveReader.unpack(source) { piece in
                total += UInt64(piece.byteCount)
                if total > limit { throw TooLong() }
            }
            return outcome.failure.map { .damaged($0) } ?? .whole
        } catch let failure as ReadFailure {
            throw failure
        } catch {
            return .tooLong
        }
    }
}
