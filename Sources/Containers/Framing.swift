import Bytes
import SectorCodes
public import Sectors

extension SectorLayout {
    /// What stands around the user data, in words that follow the name of the image.
    public var inWords: String {
        guard stride != .sector else { return "sectors of 2048 bytes" }
        let around: String
        switch (prefix, suffix) {
        case (0, 0): around = "nothing else"
        case (0, _): around = "every sector carries \(suffix) bytes after its 2048 bytes of data"
        case (_, 0): around = "every sector carries \(prefix) bytes before its 2048 bytes of data"
        default:
            around = "every sector carries \(prefix) bytes before and \(suffix) after its 2048 bytes of data"
        }
        if form == .audio { return "audio sectors of \(stride) bytes" }
        return
            "\(kindInWords), \(stride) bytes each\(modeInWords)\(isScrambled ? ", scrambled" : ""): \(around)\(partsInWords)"
    }

    private var kindInWords: String {
        part == .whole
            ? "raw CD sectors"
            : part.offset == 0 || part.count >= 2336 ? "nearly raw CD sectors" : "CD sectors"
    }

    private var modeInWords: String {
        switch form {
        case .mode1: ", Mode 1"
        case .mode2form1: ", Mode 2 Form 1"
        case .mode2form2: ", Mode 2 Form 2"
        case .mode2mixed: ", Mode 2"
        case .audio, .unknown: ""
        }
    }

    /// What these bytes are, in the terms of the standards.
    private var partsInWords: String {
        var parts: [String] = []
        if part.offset == 0 { parts.append("sync") }
        if part.offset <= 12 { parts.append("header") }
        if form != .mode1, form != .unknown, part.offset <= 16 { parts.append("subheader") }
        let behind = 2352 - (Int(prefix) + part.offset + .sector)
        if part.offset + part.count == 2352, behind > 0 {
            parts.append("error codes")
        } else if suffix > subchannel {
            parts.append("a part of the error codes")
        }
        if subchannel > 0 { parts.append("sub-channel") }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}
