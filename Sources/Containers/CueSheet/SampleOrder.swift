import Bytes

/// Tells in which order the bytes of samples are stored by how smooth the sound is: in the wrong order the low bytes, which change at
/// random, count as the high ones, and every sound is noise. Silence, and what is noise in both orders, tells nothing.
struct SampleOrder {
    private static let windows: UInt64 = 16
    /// Samples of a window; a sixth of a sector is enough for a difference.
    private static let length = 2352
    /// How much rougher the wrong order must be in all, in each window, and windows that must say so.
    private static let (ratio, least, needed): (Int, Int, Int) = (3, 2, 3)

    private var windowsBig = 0
    private var windowsLittle = 0
    private var roughnessBig = 0
    private var roughnessLittle = 0

    /// Adds a track: a few windows all over it.
    mutating func add(_ source: any ByteSource, at offset: UInt64, length: UInt64) throws(OpeningFailure) {
        let step = max(UInt64(Self.length), length / Self.windows / 4 * 4)
        var at: UInt64 = 0
        while at.adding(UInt64(Self.length)) <= length {
            add(try source.record(at: offset.adding(at), count: Self.length))
            at = at.adding(step)
        }
    }

    private mutating func add(_ window: Record) {
        var (big, little) = (0, 0)
        // Samples of both channels take turns, two bytes each.
        for at in stride(from: 0, to: window.count - 7, by: 2) {
            let (here, next) = (window.u16le(at), window.u16le(at + 4))
            little += Self.distance(here, next)
            big += Self.distance(here.byteSwapped, next.byteSwapped)
        }
        roughnessBig += big
        roughnessLittle += little
        if little > big * Self.least { windowsBig += 1 }
        if big > little * Self.least { windowsLittle += 1 }
    }

    private static func distance(_ one: UInt16, _ other: UInt16) -> Int {
        abs(Int(Int16(bitPattern: one)) - Int(Int16(bitPattern: other)))
    }

    /// Whether the byte that counts most comes first; nil where nothing tells.
    var isBigEndian: Bool? {
        if windowsBig >= Self.needed, windowsLittle == 0, roughnessLittle > roughnessBig * Self.ratio {
            return true
        }
        if windowsLittle >= Self.needed, windowsBig == 0, roughnessBig > roughnessLittle * Self.ratio {
            return false
        }
        return nil
    }
}

extension SampleOrder {
    /// What is wrong where samples are stored in another order than their descriptor says, as a clause; nil where nothing tells.
    ///
    /// - Parameters:
    ///   - word: what says so.
    ///   - isBig: whether it says that the byte that counts most comes first.
    ///   - tracks: those that were measured, in order.
    func contradiction(to word: String, isBig: Bool, in name: String, tracks: [Int], remedy: String)
        -> String?
    {
        guard let isReallyBig = isBigEndian, isReallyBig != isBig, let first = tracks.first else {
            return nil
        }
        let (said, found) = isBig ? ("most", "least") : ("least", "most")
        let which = tracks.count == 1 ? "track \(first)" : "tracks \(first) to \(tracks.last ?? first)"
        return
            "\(word) says that the samples in \(name) have their \(said) significant byte first, but the audio of \(which) is noise that way and sound with the \(found) significant byte first: what takes the sheet at its word plays and burns noise; \(remedy)"
    }
}
