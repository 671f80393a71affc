import Bytes
import DiscModel
import SectorCodes
import Specimens

/// Sub-channel Q carries one recording code for a track, that of the container (IEC 60908, 17.5.3).
enum SubchannelRecordingCodesAgree: Rule {
    static let card = RuleCard(
        id: "sector-subchannel-isrc",
        title: "Sub-channel Q carries one recording code for a track, that of the container",
        rationale: """
            The ISRC names the recording and belongs to its track only. Two of them, or another one in the \
            descriptor, mean that tracks were exchanged, or that the descriptor was edited.
            """,
        remedy: "Find out which is true, and correct the descriptor.",
        severity: .note,
        clause: Clause("IEC 60908", "17.5.3"),
        needs: .content)

    static func weigh(_ told: SubchannelTold, in disc: Disc, _ findings: inout Findings) {
        for track in told.layout.tracks {
            guard let number = UInt8(exactly: track.number), let codes = told.recordingCodes[number] else {
                continue
            }
            let found = SubchannelTold.ranked(codes)
            let place = Place(
                lba: track.sectors.lowerBound, count: 1, field: "track \(number), recording code")
            guard let main = found.first else { continue }
            if found.count > 1 {
                let each = found.map { "\($0.code) in \($0.count.of("sector"))" }.joined(separator: ", ")
                findings.report(
                    "sub-channel Q carries \(found.count) recording codes in track \(number)", actual: each,
                    at: place)
            }
            if let recorded = track.isrc, recorded.contains(where: { $0 != "0" }), recorded != main.code {
                findings.report(
                    "sub-channel Q carries another recording code for track \(number) than the container",
                    expected: DisplayName(recorded).escaped, actual: main.code, at: place)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "another code in the descriptor",
                in: .cloneCD(.mixed, withQ: true).with {
                    $0.replace("ISRC=USABC1234562", with: "ISRC=USABC7654322")
                }, at: 516_096),
            .passes("the same codes", in: .cloneCD(.mixed, withQ: true)),
            .passes("none in the container", in: .withQ()),
        ]
    }
}
