import Bytes

/// A program that writes discs or sticks, and the images it takes: data, with the source that was read for each row.
public struct BurningProgram: Sendable {
    public let name: String
    /// The container formats that it burns as they are, in every version.
    let takes: Set<ContainerFormat>
    /// What it wants of a cue sheet besides.
    let sheets: SheetLimits
    /// Whether it writes audio tracks of an image; without, only images of data tracks.
    let writesAudio: Bool
    /// Whether it writes to a stick and not to a disc, so that the image must carry a partition table.
    let writesSticks: Bool
    /// Where it is known from that the program takes such images.
    public let source: String

    /// What a program that takes cue sheets does not take of them.
    struct SheetLimits: Sendable {
        /// Whether all tracks must lie in one file.
        var wantsOneFile = false
        /// Bytes that sectors of data may have in the file; nil for all.
        var dataStrides: Set<UInt64>?
        var takesAudio = true
        /// Whether data and audio may stand in one sheet.
        var takesBoth = true
    }

    private init(
        _ name: String, takes: Set<ContainerFormat>, sheets: SheetLimits = SheetLimits(), audio: Bool = false,
        sticks: Bool = false, _ source: String
    ) {
        self.name = name
        self.takes = takes
        self.sheets = sheets
        writesAudio = audio
        writesSticks = sticks
        self.source = source
    }

    static let all = [
        BurningProgram(
            "Easy CD Creator", takes: [PlainISO.format, EasyCDImage.format], audio: true,
            "CIF is its own format, http://fileformats.archiveteam.org/wiki/Easy_CD_Creator; Roxio burns ISO, http://depts.washington.edu/msdnaams/ISO.htm"
        ),
        BurningProgram(
            "Nero", takes: [PlainISO.format, NeroImage.format, CueSheetImage.format], audio: true,
            "NRG is its own format, https://docs.fileformat.com/disc-and-media/nrg; File, Burn Image takes cue sheets, https://github.com/TanayShukla/hacking-tutorials, and ISO, http://depts.washington.edu/msdnaams/ISO.htm"
        ),
        BurningProgram(
            "CDRWin", takes: [PlainISO.format, CueSheetImage.format], audio: true,
            "CDRWIN User's Guide 3.8, Record Disc with a cue sheet, and File Backup and Tools; https://de.scribd.com/document/250939255"
        ),
        BurningProgram(
            "CDBurnerXP Pro", takes: [PlainISO.format],
            "burns plain ISO; BIN and NRG only after its own conversion; CDBurnerXP help"),
        BurningProgram(
            "cdrecord/wodim", takes: [PlainISO.format],
            "track files of data; wodim(1)"),
        BurningProgram(
            "cdrdao", takes: [CdrdaoImage.format, CueSheetImage.format],
            sheets: SheetLimits(wantsOneFile: true, takesAudio: false), audio: true,
            "a toc-file, or in its place a cue file with one FILE and tracks of data; cdrdao(1), https://man.archlinux.org/man/cdrdao.1.en"
        ),
        BurningProgram(
            "growisofs", takes: [PlainISO.format],
            "-Z device=image: any pre-mastered image, as it is, on DVD and BD; growisofs(1), https://manpages.ubuntu.com/manpages/trusty/man1/growisofs.1.html"
        ),
        BurningProgram(
            "xorriso", takes: [PlainISO.format], "-as cdrecord dev=/dev/sr0 image.iso; xorriso(1)"),
        BurningProgram(
            "cdrskin", takes: [PlainISO.format, CueSheetImage.format],
            sheets: SheetLimits(wantsOneFile: true, dataStrides: [.sector], takesBoth: false), audio: true,
            "cuefile=: one FILE, tracks of AUDIO or of MODE1/2048, not both; libburn/cdtext.c, cue_interpret_line"
        ),
        BurningProgram(
            "K3b", takes: [PlainISO.format, CueSheetImage.format, CdrdaoImage.format], audio: true,
            "ISO, cue/bin, audio cue and cdrdao TOC; src/misc/k3bimagewritingdialog.cpp"),
        BurningProgram(
            "Brasero", takes: [PlainISO.format, CueSheetImage.format, CdrdaoImage.format], audio: true,
            "BIN, CUE and CDRDAO; libbrasero-burn/brasero-enums.h"),
        BurningProgram(
            "ImgBurn", takes: [PlainISO.format, CueSheetImage.format, NeroImage.format, AlcoholImage.format],
            audio: true,
            "BIN, CUE, IMG, ISO, MDS, NRG among others; https://forum.imgburn.com/topic/13269-image-file-format-definitions"
        ),
        BurningProgram(
            "Windows' own burner", takes: [PlainISO.format],
            "Windows Disc Image Burner, from Windows 7 on; http://pinoy-computing-tips.blogspot.com/2010/03/windows-7-native-support-for-isoimg.html"
        ),
        BurningProgram(
            "macOS", takes: [PlainISO.format],
            "hdiutil burn image.iso; hdiutil(1), https://unix.com/man-page/mojave/1/hdiutil"),
        BurningProgram(
            "dd, Etcher, Rufus in DD mode", takes: [PlainISO.format], sticks: true,
            "copy the bytes, so only an image made for discs and sticks; the author of Rufus at https://superuser.com/questions/1170832"
        ),
    ]
}
