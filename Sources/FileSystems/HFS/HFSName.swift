import Bytes

/// Names as they are recorded, and as Linux shows them: what is a colon there is a slash here, and the other way round.
enum HFSName {
    /// Mac OS Roman from 0x80 on (Inside Macintosh: Text, 1-55).
    private static let roman = Array(
        ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")
            .unicodeScalars)

    /// A name of HFS as UTF-8.
    static func utf8(roman bytes: some Sequence<UInt8>) -> [UInt8] {
        var text = ""
        for byte in bytes {
            switch byte {
            case 0x2F: text.unicodeScalars.append(":")
            case 0..<0x80: text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let at = Int(byte) - 0x80
                text.unicodeScalars.append(roman.indices.contains(at) ? roman[at] : "\u{FFFD}")
            }
        }
        return Array(text.utf8)
    }

    /// A name of HFS+ in UTF-16, most significant byte first.
    static func wide(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var name = Array(bytes)
        for at in stride(from: 0, to: name.count - 1, by: 2) where name[at] == 0 && name[at + 1] == 0x2F {
            name[at + 1] = 0x3A
        }
        return name
    }
}
