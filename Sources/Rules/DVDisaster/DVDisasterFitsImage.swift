import Bytes
import Containers
import DiscModel
import Specimens
import Surveys

/// Error correction data beside an image is of that image.
enum DVDisasterFitsImage: Rule {
    static let card = RuleCard(
        id: "dvdisaster-other-image",
        title: "Error correction data beside an image is of that image",
        rationale: """
            dvdisaster tells images from others by one sector, and refuses to repair one with the data of another. Whoever \
            keeps a file of redundancy beside an image that was made anew has none.
            """,
        remedy: "Find the image that the file is of, or make a new file with dvdisaster -i IMAGE -e FILE -c.",
        severity: .warning,
        clause: .practice("dvdisaster codec specification, mediumFP"),
        needs: .content)

    static func weigh(_ subject: DVDisasterSubject, in disc: Disc, _ findings: inout Findings) {
        guard subject.set.layout != nil, let header = subject.set.header else { return }
        if subject.isForeign {
            return findings.report(
                "\(subject.set.name) lies beside the image and is of another one: \(header.inWords)",
                at: subject.set.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a file of redundancy of another image",
                in: DVDisasterForge.besides { image in
                    image = Specimen { $0.volumeIdentifier = "OTHER" }.bytes
                    for at in stride(from: 0, to: image.count, by: 1_024) { image[at] ^= 1 }
                }, at: "header"),
            .passes("one of the image", in: DVDisasterForge.besides { _ in }),
            .passes(
                "one of an image of which the sector was damaged that tells it from others",
                in: DVDisasterForge.besides { $0[33_000] ^= 1 }),
        ]
    }
}
