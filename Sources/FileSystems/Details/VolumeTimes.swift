import Bytes
public import DiscModel

/// A time that a volume records of itself.
public struct VolumeTime: Sendable {
    /// What records it, such as "the primary volume descriptor".
    public let what: String
    /// What happened then, in one word.
    public let event: String
    public let time: FileTime
}

extension Disc {
    /// The times of volume descriptors and headers, in the order of the file systems.
    public var volumeTimes: [VolumeTime] {
        let descriptors = facts(ISO9660Facts.self)?.descriptors ?? []
        return descriptors.filter(\.hasTree).flatMap(\.times)
            + (facts(UDFFacts.self)?.times ?? []) + (facts(HFSFacts.self)?.times ?? [])
    }

    /// When the volume of ISO 9660 was made: nothing in it can be younger.
    public var volumeMade: FileTime? { facts(ISO9660Facts.self)?.primary?.created }
}

extension VolumeDescriptor {
    /// When the volume was made (8.4.26); nil where it does not tell.
    public var created: FileTime? { FileTime(date(.creation)) }

    fileprivate var times: [VolumeTime] {
        let dates: [(String, DateField)] = [
            ("created", .creation), ("modified", .modification), ("expires", .expiration),
            ("effective", .effective),
        ]
        return dates.compactMap { event, field in
            FileTime(date(field)).map {
                VolumeTime(
                    what: "the \(kind == .primary ? "primary" : "supplementary") volume descriptor",
                    event: event, time: $0)
            }
        }
    }
}

extension UDFFacts {
    fileprivate var times: [VolumeTime] {
        // ECMA-167, 3/10.1.15, 3/10.10.2 and 4/14.1.2.
        let recorded: [(UDFDescriptor?, Int, String)] = [
            (prevailing(.primary), 376, "the primary volume descriptor of UDF"),
            (integrity.last, 16, "the integrity descriptor of UDF"), (fileSet, 16, "the file set of UDF"),
        ]
        return recorded.compactMap { descriptor, at, what in
            descriptor.flatMap { UDFTime.read($0.record, at) }.map {
                VolumeTime(what: what, event: "written", time: $0)
            }
        }
            + history.states.enumerated().compactMap { index, state in
                state.time.map {
                    VolumeTime(what: "state \(index + 1) of the UDF volume", event: "written", time: $0)
                }
            }
    }
}

extension HFSFacts {
    /// Of HFS by the clock on the wall; of HFS+ all but the first by that of Greenwich (TN1150, Volume Header).
    fileprivate var times: [VolumeTime] {
        let (isPlus, record) = (header.isPlus, header.record)
        let dates: [(String, Int)] =
            isPlus
            ? [("created", 16), ("modified", 20), ("backedUp", 24), ("checked", 28)]
            : [("created", 2), ("modified", 6), ("backedUp", 64)]
        return dates.compactMap { event, at in
            let recorded = record.u32be(at)
            guard recorded > 0 else { return nil }
            let time = FileTime(
                clock: Int64(recorded) - HFSDetails.epoch, zone: isPlus && event != "created" ? 0 : nil)
            return VolumeTime(
                what: "the volume header of \(isPlus ? "HFS+" : "HFS")", event: event, time: time)
        }
    }
}
