public import Bytes
public import Containers
import DiscModel
import FileSystems
import Sectors

/// The sessions of an image that hold a file system, by number.
///
/// A sheet or another container numbers its sessions itself. In a plain image they are the volumes whose block numbers count from its
/// start, in the order in which they begin; the one at its very start is none of its own where it is a copy of the descriptors of a later
/// one, as programs that grow an image leave it there.
public struct Sessions: Sendable {
    public struct Session: Sendable, Hashable {
        public let number: Int
        public let start: LBA
        /// Sectors of the disc as it was then, where it was written packet by packet; nil for all of it.
        public var end: LBA?
    }

    public let all: [Session]

    /// - Parameter inspection: for what stops it.
    public init(of image: OpenedImage, _ inspection: Inspection) {
        let sessions = image.facts.layout.sessions
        guard sessions.count < 2 else {
            all = sessions.compactMap { session in
                session.tracks.first { !$0.isAudio && $0.length > 0 }.map {
                    Session(number: session.number, start: $0.sectors.lowerBound)
                }
            }
            return
        }
        var search = Inspection(scope: .unclaimed)
        search.goesOn = inspection.goesOn
        let disc = search.examine(image)
        if let udf = disc.facts(UDFFacts.self), !udf.history.states.isEmpty {
            let ends = udf.history.states.map { LBA(clamping: $0.end.sectorsNeeded) as LBA? } + [nil]
            all = ends.enumerated().map {
                Session(number: $0.offset + 1, start: image.volume.start, end: $0.element)
            }
            return
        }
        let later = (disc.facts(FurtherVolumesFacts.self)?.volumes ?? []).filter { $0.reading == .image }
        let own = disc.facts(ISO9660Facts.self)?.primary
        let isCopy = later.contains {
            $0.primary.rootRecord.extent.read == own?.rootRecord.extent.read
        }
        let first: [LBA] = isCopy || own == nil ? [] : [image.volume.start]
        all = (first + later.map(\.start)).sorted().enumerated().map {
            Session(number: $0.offset + 1, start: $0.element)
        }
    }

    /// - Throws: which there are, in words that follow the image's name.
    public subscript(_ number: Int) -> Session {
        get throws(InspectionError) {
            if let found = all.first(where: { $0.number == number }) { return found }
            let told = all.map { one in
                "\(one.number) (\(one.end.map { "up to LBA \($0)" } ?? "from LBA \(one.start)"))"
            }.joined(separator: ", ")
            throw InspectionError(
                all.isEmpty
                    ? "has no session with a file system"
                    : "has no session \(number) with a file system; it has \(told)")
        }
    }
}
