import Bytes
import DiscModel
import FileSystems
import Specimens

/// IFO files are as long as they say.
enum DVDInformationHasItsLength: Rule {
    static let card = RuleCard(
        id: "dvd-ifo-last-sector",
        title: "IFO files are as long as they say",
        rationale: """
            Set-top players load as many sectors as the IFO says, without its directory. Where the file is shorter, it was cut, or what \
            is loaded is video.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: .dvd("VMGI_MAT, VTSI_MAT"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for copy in dvd.sets.flatMap(\.copies) {
            let said = UInt64(copy[DVDTable.informationLastSector]) + 1
            guard said != copy.file.sectors else { continue }
            findings.report(
                "\(copy.file.path.escaped) has \(copy.file.sectors.of("sector")) and says \(said)",
                expected: "\(said)", actual: "\(copy.file.sectors)",
                at: copy.place(of: DVDTable.informationLastSector))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a number that is too high", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO",
                DVDTable.informationLastSector
            ) { $0.set8("udf:data:/VIDEO_TS/VTS_01_0.IFO", 0x1F, 6) },
            .passes("the number of sectors less one", .dvdVideo),
        ]
    }
}
