/// A program that writes discs or sticks, and the images it takes: data, with the source of each row.
struct BurningProgram: Sendable {
    let name: String
    /// Names of the container formats that it burns as they are.
    let takes: Set<String>
    /// Whether it writes audio tracks of an image; without, only images of data tracks.
    let writesAudio: Bool
    /// Whether it writes to a stick and not to a disc, so that the image must carry a partition table.
    let writesSticks: Bool
    /// Where that is known from.
    let source: String
    /// Whether the source was read for this table; the others stand as the programs are commonly described.
    let isVerified: Bool

    private init(
        _ name: String, takes: [any ContainerFormat.Type], audio: Bool = false, sticks: Bool = false,
        _ source: String, verified: Bool = false
    ) {
        self.name = name
        self.takes = Set(takes.map { $0.name })
        writesAudio = audio
        writesSticks = sticks
        self.source = source
        isVerified = verified
    }

    static let all = [
        BurningProgram(
            "Easy CD Creator", takes: [PlainISO.self, EasyCDImage.self], audio: true,
            "its own CIF and plain ISO; Roxio Easy CD Creator 5 help"),
        BurningProgram(
            "Nero", takes: [PlainISO.self, NeroImage.self, CueSheetImage.self], audio: true,
            "Burn Image: NRG, ISO, CUE; Nero Burning ROM manual"),
        BurningProgram(
            "WinOnCD", takes: [PlainISO.self, WinOnCDImage.self], audio: true,
            "its own C2D and plain ISO; WinOnCD help"),
        BurningProgram(
            "CDRWin", takes: [PlainISO.self, CueSheetImage.self], audio: true,
            "cue sheets, and ISO files that are a multiple of 2048 bytes; CDRWin help"),
        BurningProgram(
            "CDBurnerXP Pro", takes: [PlainISO.self],
            "burns plain ISO; BIN and NRG only after its own conversion; CDBurnerXP help", verified: true),
        BurningProgram(
            "cdrecord/wodim", takes: [PlainISO.self, CueSheetImage.self], audio: true,
            "data tracks, and cuefile= with -dao; wodim(1)"),
        BurningProgram(
            "cdrdao", takes: [CdrdaoImage.self, CueSheetImage.self], audio: true,
            "a toc-file, or a cue file in its place; cdrdao(1), https://man.archlinux.org/man/cdrdao.1.en",
            verified: true),
        BurningProgram(
            "growisofs", takes: [PlainISO.self],
            "-Z device=image: any pre-mastered image, as it is, on DVD and BD; growisofs(1), https://manpages.ubuntu.com/manpages/trusty/man1/growisofs.1.html",
            verified: true),
        BurningProgram(
            "xorriso/cdrskin", takes: [PlainISO.self, CueSheetImage.self], audio: true,
            "data tracks, and cuefile= of cdrskin; cdrskin(1)"),
        BurningProgram(
            "K3b", takes: [PlainISO.self, CueSheetImage.self, CdrdaoImage.self], audio: true,
            "ISO, cue/bin and cdrdao images; K3b handbook"),
        BurningProgram(
            "Brasero", takes: [PlainISO.self, CueSheetImage.self, CdrdaoImage.self], audio: true,
            "ISO, cue and cdrdao toc; Brasero help"),
        BurningProgram(
            "ImgBurn", takes: [PlainISO.self, CueSheetImage.self, NeroImage.self, AlcoholImage.self],
            audio: true,
            "BIN, CUE, IMG, ISO, MDS, NRG among others; https://forum.imgburn.com/topic/13269-image-file-format-definitions",
            verified: true),
        BurningProgram(
            "Windows' own burner", takes: [PlainISO.self], "Burn disc image: .iso and .img; isoburn.exe"),
        BurningProgram("macOS", takes: [PlainISO.self], "hdiutil burn of an ISO; hdiutil(1)"),
        BurningProgram(
            "dd, Etcher, Rufus in DD mode", takes: [PlainISO.self], sticks: true,
            "copy the bytes, so only an image made for discs and sticks; the author of Rufus at https://superuser.com/questions/1170832",
            verified: true),
    ]
}
