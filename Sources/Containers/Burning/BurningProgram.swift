/// A program that writes discs or sticks, and the images it takes: data, with the source of each row.
public struct BurningProgram: Sendable {
    public let name: String
    /// The container formats that it burns as they are, in every version.
    let takes: Set<ContainerFormat>
    /// Whether it writes audio tracks of an image; without, only images of data tracks.
    let writesAudio: Bool
    /// Whether it writes to a stick and not to a disc, so that the image must carry a partition table.
    let writesSticks: Bool
    /// Where it is known from that the program takes such images.
    public let source: String
    /// Whether the source was read for this table; the others stand as the programs are commonly described.
    public let isVerified: Bool

    private init(
        _ name: String, takes: Set<ContainerFormat>, audio: Bool = false, sticks: Bool = false,
        _ source: String, verified: Bool = false
    ) {
        self.name = name
        self.takes = takes
        writesAudio = audio
        writesSticks = sticks
        self.source = source
        isVerified = verified
    }

    static let all = [
        BurningProgram(
            "Easy CD Creator", takes: [PlainISO.format, EasyCDImage.format], audio: true,
            "its own CIF and plain ISO; Roxio Easy CD Creator 5 help"),
        BurningProgram(
            "Nero", takes: [PlainISO.format, NeroImage.format, CueSheetImage.format], audio: true,
            "Burn Image: NRG, ISO, CUE; Nero Burning ROM manual"),
        BurningProgram(
            "WinOnCD", takes: [PlainISO.format, WinOnCDImage.format], audio: true,
            "its own C2D and plain ISO; WinOnCD help"),
        BurningProgram(
            "CDRWin", takes: [PlainISO.format, CueSheetImage.format], audio: true,
            "cue sheets, and ISO files that are a multiple of 2048 bytes; CDRWin help"),
        BurningProgram(
            "CDBurnerXP Pro", takes: [PlainISO.format],
            "burns plain ISO; BIN and NRG only after its own conversion; CDBurnerXP help", verified: true),
        BurningProgram(
            "cdrecord/wodim", takes: [PlainISO.format, CueSheetImage.format], audio: true,
            "data tracks, and cuefile= with -dao; wodim(1)"),
        BurningProgram(
            "cdrdao", takes: [CdrdaoImage.format, CueSheetImage.format], audio: true,
            "a toc-file, or a cue file in its place; cdrdao(1), https://man.archlinux.org/man/cdrdao.1.en",
            verified: true),
        BurningProgram(
            "growisofs", takes: [PlainISO.format],
            "-Z device=image: any pre-mastered image, as it is, on DVD and BD; growisofs(1), https://manpages.ubuntu.com/manpages/trusty/man1/growisofs.1.html",
            verified: true),
        BurningProgram(
            "xorriso/cdrskin", takes: [PlainISO.format, CueSheetImage.format], audio: true,
            "data tracks, and cuefile= of cdrskin; cdrskin(1)"),
        BurningProgram(
            "K3b", takes: [PlainISO.format, CueSheetImage.format, CdrdaoImage.format], audio: true,
            "ISO, cue/bin and cdrdao images; K3b handbook"),
        BurningProgram(
            "Brasero", takes: [PlainISO.format, CueSheetImage.format, CdrdaoImage.format], audio: true,
            "ISO, cue and cdrdao toc; Brasero help"),
        BurningProgram(
            "ImgBurn", takes: [PlainISO.format, CueSheetImage.format, NeroImage.format, AlcoholImage.format],
            audio: true,
            "BIN, CUE, IMG, ISO, MDS, NRG among others; https://forum.imgburn.com/topic/13269-image-file-format-definitions",
            verified: true),
        BurningProgram(
            "Windows' own burner", takes: [PlainISO.format], "Burn disc image: .iso and .img; isoburn.exe"),
        BurningProgram("macOS", takes: [PlainISO.format], "hdiutil burn of an ISO; hdiutil(1)"),
        BurningProgram(
            "dd, Etcher, Rufus in DD mode", takes: [PlainISO.format], sticks: true,
            "copy the bytes, so only an image made for discs and sticks; the author of Rufus at https://superuser.com/questions/1170832",
            verified: true),
    ]
}
