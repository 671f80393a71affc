import Bytes
import DiscModel
import Readers

/// The journal of HFS+: changes that were begun are in it until they are done (TN1150, The Journal).
enum HFSJournal {
    /// Whether its block and its header make sense, and whether it is empty.
    static func check(_ volume: inout HFSVolume) {
        let header = volume.header
        guard header.isJournaled else { return }
        let block = UInt64(header.record.u32be(12))
        let place = header.place(12, 4)
        guard block > 0, block < header.blockCount,
            let bytes = try? volume.window.bytes(at: volume.offset(of: block), count: 52), bytes.count == 52
        else {
            return volume.report(
                .journalLost, place, "block \(block)", "a block from 1 to \(header.blockCount - 1)")
        }
        let information = Record(offset: volume.window.placed(volume.offset(of: block)), bytes)
        // Bit 0: it lies in this volume; bit 2: nothing was written to it yet.
        let flags = information.u32be(0)
        guard flags & 1 == 1, flags & 4 == 0 else { return }
        let (start, size) = (information.u64be(36), information.u64be(44))
        let end = header.blockCount.times(volume.blockSize)
        guard size > 0, start.adding(size) <= end,
            let bytes = try? volume.window.bytes(at: start, count: 44), bytes.count == 44
        else {
            return volume.report(
                .journalLost, information.place(36, 16, field: "journal information"),
                "bytes \(start) to \(start.adding(size))", "bytes 0 to \(end)")
        }
        weigh(Record(offset: volume.window.placed(start), bytes), size, &volume)
    }

    private static func weigh(_ journal: Record, _ size: UInt64, _ volume: inout HFSVolume) {
        let isLittle = journal.u32le(0) == magic
        guard isLittle || journal.u32be(0) == magic else {
            return volume.report(
                .journalLost, journal.place(0, 4, field: "journal header"), "another signature", "JNLx")
        }
        func number(_ at: Int) -> UInt64 { isLittle ? journal.u64le(at) : journal.u64be(at) }
        let (start, end) = (number(8), number(16))
        guard start != end else { return }
        volume.report(
            .journalOpen, journal.place(8, 16, field: "journal header"), "bytes \(start) to \(end)",
            "an empty journal of \(size.of("byte"))")
    }

    /// "JNLx".
    private static let magic: UInt32 = 0x4A4E_4C78
}
