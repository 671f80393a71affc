/// The words of TOC files, which cdrdao wants in capitals.
enum TOCLanguage {
    static let sessionTypes = ["CD_DA", "CD_ROM", "CD_ROM_XA", "CD_I"]
    static let modes = [
        "AUDIO", "MODE0", "MODE1", "MODE1_RAW", "MODE2", "MODE2_RAW", "MODE2_FORM1", "MODE2_FORM2",
        "MODE2_FORM_MIX",
    ]
    static let flags = ["COPY", "PRE_EMPHASIS", "TWO_CHANNEL_AUDIO", "FOUR_CHANNEL_AUDIO", "NO", "END"]
    static let files = ["FILE", "AUDIOFILE", "DATAFILE", "FIFO"]
    static let subchannels = ["RW", "RW_RAW"]
    static let statements =
        ["CATALOG", "TRACK", "CD_TEXT", "ISRC", "SILENCE", "ZERO", "START", "PREGAP", "INDEX"] + files + flags
        + sessionTypes
    /// What stands in CD_TEXT.
    static let items: Set<String> = [
        "LANGUAGE_MAP", "LANGUAGE", "TITLE", "PERFORMER", "SONGWRITER", "COMPOSER", "ARRANGER", "MESSAGE",
        "DISC_ID", "GENRE", "TOC_INFO1", "TOC_INFO2", "RESERVED1", "RESERVED2", "RESERVED3", "RESERVED4",
        "CLOSED", "UPC_EAN", "ISRC", "SIZE_INFO", "ENCODING_ISO_8859_1", "ENCODING_ASCII",
        "ENCODING_MS_JIS", "ENCODING_KOREAN", "ENCODING_MANDARIN",
    ]

    /// The type of the session may be left out; then a track and its file tell. In a file called .toc words may be misspelt.
    static func recognised(_ sheet: SheetText, named name: String) -> Bool {
        let lines = sheet.lines.prefix(200).map { $0.text.split(separator: " ").prefix(4).map(String.init) }
        let hasTrack = lines.contains { $0.contains("TRACK") }
        let hasSession = lines.contains { $0.contains(where: sessionTypes.contains) }
        let hasMode = lines.contains { $0.count > 1 && modes.contains($0[1]) }
        let namesFile = lines.contains { $0.first.map(files.contains) ?? false }
        // Either of the three, since no other language has a mode behind the first word of a line.
        if hasMode && (namesFile || hasTrack || hasSession) || hasTrack && hasSession { return true }
        return name.lowercased().hasSuffix(".toc")
            && lines.contains { words in
                words.first.map { statements.contains($0) || word($0).nearest(among: statements) != nil }
                    ?? false
            }
    }

    private static func word(_ text: String) -> SheetWord { SheetWord(text: text, line: 0, column: 0) }
}
