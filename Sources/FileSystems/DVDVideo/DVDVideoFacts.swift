public import Bytes
public import DiscModel

/// What VIDEO_TS holds.
public struct DVDVideoFacts: Facts {
    /// The directory, and the tree in which it was read.
    public let directory: Place
    public let tree: TreeKind
    /// The video manager has number 0; title sets count from 1. Only those are here of which a file is there.
    public let sets: [DVDTitleSet]
    public let gaps: [Gap]

    public var manager: DVDTitleSet? { sets.first { $0.number == 0 } }
}

/// The video manager or a title set: the files that belong together.
public struct DVDTitleSet: Sendable {
    public let number: Int
    /// The IFO and its copy; what was read of each, where it could be.
    public internal(set) var file: VideoFile?
    public internal(set) var copy: VideoFile?
    public internal(set) var information: DVDInformation?
    public internal(set) var backup: DVDInformation?
    /// Where IFO and BUP are not the same.
    public internal(set) var difference: VideoDifference?
    /// The VOB of the menus.
    public internal(set) var menu: DVDVideoObject?
    /// The VOBs of the titles, by their number.
    public internal(set) var titles: [DVDVideoObject] = []

    /// Such as "title set 1".
    public var name: String { number == 0 ? "the video manager" : "title set \(number)" }
    /// All of them, the IFO first and the BUP last.
    public var files: [VideoFile] {
        let objects = [menu].compactMap(\.self) + titles
        return [file].compactMap(\.self) + objects.map(\.file) + [copy].compactMap(\.self)
    }
    /// What could be read of IFO and BUP.
    public var copies: [DVDInformation] { [information, backup].compactMap(\.self) }
}

/// A VOB.
public struct DVDVideoObject: Sendable {
    public let file: VideoFile
    /// 0 for menus, 1 to 9 for titles.
    public let number: Int
    /// What its first and its last sector begin with; nil where that could not be read.
    public let first: Record?
    public let last: Record?
}
