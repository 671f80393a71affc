public import Bytes
public import Digests
import Synchronization

/// What the hunks of a CHD unpack to, as bytes by offset: unpacked when they are asked for, and the last few kept.
///
/// It digests what goes by in order, so that the SHA-1 of it all costs no second unpacking.
public final class HunkStore: ByteSource {
    /// Hunks that are kept unpacked: so many bytes, but two at least and few enough to be gone through.
    private static let (keptBytes, keptCount) = (1 << 20, 64)
    /// Hunks that are the same as another one, one behind the other.
    private static let sameLimit = 8

    public let size: UInt64
    let chd: CHDDescription
    private let source: any ByteSource
    private let map: HunkMap
    private let parent: HunkStore?
    private let state: Mutex<State>

    private struct State {
        /// The hunks unpacked last, the newest last.
        var kept: [(number: UInt64, bytes: [UInt8])] = []
        /// The one that could not be unpacked last, and why.
        var failed: (number: UInt64, reason: String)?
        var digest = RunningDigest(.sha1)
        /// The first hunk that was not digested.
        var next: UInt64 = 0
    }

    init(_ source: any ByteSource, _ chd: CHDDescription, _ map: HunkMap, parent: HunkStore?) {
        self.source = source
        self.chd = chd
        self.map = map
        self.parent = parent
        size = chd.logicalBytes
        state = Mutex(State())
    }

    // MARK: Bytes

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        var at = offset
        while at < end {
            let hunk = try hunk(at / chd.hunkBytes)
            let start = Int(at % chd.hunkBytes)
            let count = min(hunk.count - start, Int(end - at))
            let place = Int(at - offset)
            unsafe buffer.withUnsafeMutableBytes { target in
                unsafe hunk.withUnsafeBytes { source in
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[place..<place + count]).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: source[start..<start + count]))
                }
            }
            at += UInt64(count)
        }
        return Int(at - min(at, offset))
    }

    /// A hunk, unpacked to its full length.
    func hunk(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let result = state.withLock { state -> Result<[UInt8], ReadFailure> in
            do throws(ReadFailure) { return .success(try hunk(number, &state)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func hunk(_ number: UInt64, _ state: inout State) throws(ReadFailure) -> [UInt8] {
        let bytes: [UInt8]
        if let known = state.kept.last(where: { $0.number == number }) {
            bytes = known.bytes
        } else {
            if let failed = state.failed, failed.number == number { throw failure(number, failed.reason) }
            do throws(ReadFailure) {
                bytes = try unpack(number)
            } catch {
                state.failed = (number, error.reason)
                throw failure(number, error.reason)
            }
            let most = min(max(2, Self.keptBytes / Int(chd.hunkBytes)), Self.keptCount)
            if state.kept.count >= most { state.kept.removeFirst() }
            state.kept.append((number, bytes))
        }
        if number == state.next {
            let left = size - number * chd.hunkBytes
            state.digest.update(bytes.prefix(Int(min(left, chd.hunkBytes))))
            state.next += 1
        }
        return bytes
    }

    private func failure(_ number: UInt64, _ reason: String) -> ReadFailure {
        ReadFailure(offset: number.times(chd.hunkBytes), count: Int(chd.hunkBytes), reason: reason)
    }

    // MARK: Hunks

    private func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let count = Int(chd.hunkBytes)
        var place = number
        for _ in 0..<Self.sameLimit {
            guard place < UInt64(map.entries.count) else {
                throw failure(
                    number,
                    "the map of the CHD \(place == number ? "ends before" : "leads behind") hunk \(number)")
            }
            let entry = map.entries[Int(place)]
            switch entry.kind {
            case .same:
                guard entry.place != place else {
                    throw failure(number, "hunk \(number) of the CHD is said to be the same as itself")
                }
                place = entry.place
            case .absent: return [UInt8](repeating: 0, count: count)
            case .parent: return try inherited(entry, number)
            case .bare, .stored, .codec0, .codec1, .codec2, .codec3:
                return try stored(entry, number)
            }
        }
        throw failure(
            number, "hunk \(number) of the CHD is said to be the same as others that lead in circles")
    }

    private func inherited(_ entry: HunkMap.Entry, _ number: UInt64) throws(ReadFailure) -> [UInt8] {
        guard let parent else {
            throw failure(
                number, "hunk \(number) of the CHD lies in its parent, another CHD that is not there")
        }
        let bytes = try parent.bytes(at: entry.place.times(chd.unitBytes), count: Int(chd.hunkBytes))
        guard bytes.count == Int(chd.hunkBytes) || number + 1 == chd.hunkCount else {
            throw failure(number, "hunk \(number) of the CHD lies behind the end of its parent")
        }
        return bytes + [UInt8](repeating: 0, count: Int(chd.hunkBytes) - bytes.count)
    }

    private func stored(_ entry: HunkMap.Entry, _ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let count = Int(chd.hunkBytes)
        guard Int(entry.length) <= 2 * count else {
            throw failure(number, "hunk \(number) of the CHD is said to take \(entry.length) bytes")
        }
        let packed = try source.bytes(at: entry.place, count: Int(entry.length))
        guard packed.count == Int(entry.length) else {
            throw failure(number, "hunk \(number) of the CHD lies behind the end of the file")
        }
        if entry.kind == .bare { return packed }
        var bytes = packed
        if entry.kind != .stored {
            let slot = Int(entry.kind.rawValue)
            guard let codec = chd.codecs[slot], codec != .unknown else {
                throw failure(
                    number,
                    "hunk \(number) of the CHD is compressed in a way that is not known (slot \(slot))")
            }
            guard let unpacked = codec.unpack(packed[...], count: count) else {
                throw failure(
                    number,
                    "hunk \(number) of the CHD is damaged: its \(codec.rawValue) data cannot be unpacked")
            }
            bytes = unpacked
        }
        guard HunkCRC.of(bytes) == entry.crc else {
            throw failure(number, "hunk \(number) of the CHD is damaged: its CRC-16 is wrong")
        }
        return bytes
    }

    // MARK: Digest

    /// SHA-1 of all, where every hunk can be unpacked; what did not go by in order yet is unpacked now.
    public func digest() throws(ReadFailure) -> Digest {
        while true {
            let next = state.withLock { $0.next }
            guard next < chd.hunkCount else { return state.withLock { $0.digest.digest() } }
            _ = try hunk(next)
        }
    }
}
