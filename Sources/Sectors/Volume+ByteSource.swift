public import Bytes

/// A volume is itself bytes by offset, so that what reads files reads volumes.
extension Volume: ByteSource {
    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        guard offset < end else { return 0 }
        if let extent = map.extents.first, map.extents.count == 1, extent.first == 0, extent.layout.isBare,
            end - offset == UInt64(buffer.byteCount), sources.indices.contains(extent.source)
        {
            // Nothing stands between the sectors: no copy.
            do throws(ReadFailure) {
                return try sources[extent.source].read(at: extent.offset.adding(offset), into: &buffer)
            } catch {
                let within = error.offset - min(error.offset, extent.offset)
                throw ReadFailure(offset: within, count: error.count, reason: error.reason)
            }
        }
        let bytes: [UInt8]
        do throws(ReadFailure) {
            bytes = try self.bytes(at: offset, count: Int(end - offset))
        } catch {
            throw ReadFailure(offset: offset, count: error.count, reason: error.reason)
        }
        unsafe buffer.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
        return bytes.count
    }
}
