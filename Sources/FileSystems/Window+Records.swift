public import Bytes
public import DiscModel
public import Readers

extension Window {
    /// Reads `count` bytes at `offset` whole, or says why not as a gap about `structure`.
    public func whole(
        _ offset: UInt64, _ count: Int, for structure: Gap.Structure, _ place: @autoclosure () -> Place,
        gaps: inout [Gap]
    ) -> Record? {
        let got = part(offset, count, for: structure, place(), gaps: &gaps)
        return got.count == count ? got : nil
    }

    /// Reads as much of the range as the window holds; what is missing becomes a gap, and only then `place` is built.
    public func part(
        _ offset: UInt64, _ count: Int, for structure: Gap.Structure, _ place: @autoclosure () -> Place,
        gaps: inout [Gap]
    ) -> Record {
        do throws(ReadFailure) {
            let bytes = try self.bytes(at: offset, count: count)
            if bytes.count < count {
                let missing = count - bytes.count
                gaps.append(
                    Gap(
                        .pastEnd, structure, at: place(),
                        "\(missing) of \(count) bytes lie behind the end of the image"))
            }
            return Record(offset: placed(offset), bytes)
        } catch {
            gaps.append(
                Gap(
                    .readFailed, structure, at: place(),
                    "reading \(error.count) bytes at offset \(error.offset): \(error.reason)"))
            return Record(offset: placed(offset), [])
        }
    }
}
