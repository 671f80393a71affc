public import Bytes
public import Containers
public import DiscModel
import FileSystems
import Rules
import Sectors

/// The sessions of an image that hold a file system, by number.
///
/// A sheet or another container numbers its sessions itself. In a plain image they are the states that it went through, the oldest first.
public struct Sessions: Sendable {
    public struct Session: Sendable {
        public let number: Int
        public let start: LBA
        /// Sectors of the disc as it was then, where it was written packet by packet; nil for all of it.
        public var end: LBA?
        /// What its directories tell, where its descriptors were written over.
        public var remains: Disc?
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
        all = SessionStates(of: disc).states.compactMap { state in
            state.start.map {
                Session(
                    number: state.number, start: $0, remains: state.isLost ? state.contents : nil)
            }
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
