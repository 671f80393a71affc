/// The words of cue sheets: those of CDRWin, and those that libcue and others added to them.
enum CueLanguage {
    static let texted = [
        "TITLE", "PERFORMER", "SONGWRITER", "COMPOSER", "ARRANGER", "MESSAGE", "GENRE", "DISC_ID", "UPC_EAN",
    ]
    /// What stands on a line without anything that isocheck wants to know.
    static let passedOver: Set<String> = ["CDTEXTMAIN", "CDTEXMAIN", "TOC_INFO1", "TOC_INFO2", "SIZE_INFO"]
    static let commands =
        [
            "FILE", "TRACK", "INDEX", "REM", "PREGAP", "POSTGAP", "CATALOG", "ISRC", "FLAGS", "CDTEXTFILE",
        ] + texted + passedOver.sorted()
    /// What a sheet says once, and what a track says once.
    static let onceInSheet: Set<String> = ["CATALOG", "CDTEXTFILE"]
    static let onceInTrack: Set<String> = ["PREGAP", "POSTGAP", "ISRC", "FLAGS"]
    /// The types of FILE.
    static let fileTypes = ["BINARY", "MOTOROLA", "WAVE", "AIFF", "MP3", "FLAC", "OGG"]
    static let flags = ["DCP", "4CH", "PRE", "SCMS", "DATA"]
    /// Remarks that say something about the disc, with a number or a time.
    static let remarks = ["SESSION", "LEAD-OUT"]
    /// Modes of tracks as they are mostly written.
    static let modes = [
        "AUDIO", "CDG", "MODE1/2048", "MODE1/2352", "MODE2/2048", "MODE2/2324", "MODE2/2336", "MODE2/2352",
        "CDI/2336", "CDI/2352",
    ]

    /// Whether lines near the start are those of a cue sheet, be they misspelt: of a file called .cue one that is meant to be
    /// one is enough.
    static func recognised(_ sheet: SheetText, named name: String) -> Bool {
        let lines = sheet.lines.prefix(200).map { CueLine($0.text, number: $0.number) }
        let hasFile = lines.contains { $0.name == "FILE" }
        let hasTrack = lines.contains { $0.name == "TRACK" && $0.argument(0).flatMap { Int($0.text) } != nil }
        if hasFile && hasTrack || Set(lines.compactMap(\.shape)).count > 1 { return true }
        return name.lowercased().hasSuffix(".cue")
            && lines.contains { commands.contains($0.name) || $0.meant != nil }
    }
}

extension CueLine {
    /// The command that only this line can be by what follows its first word.
    var shape: String? {
        guard let first = argument(0), let second = argument(1)?.text.uppercased() else { return nil }
        if Int(first.text) == nil { return CueLanguage.fileTypes.contains(second) ? "FILE" : nil }
        if CueMode.layout(second) != nil { return "TRACK" }
        return SheetTime.frames(second) != nil ? "INDEX" : nil
    }

    /// What a line whose first word is no command is meant to be.
    var meant: String? { shape ?? command.nearest(among: CueLanguage.commands) }
}
