import Foundation
import Specimens
import TestSupport
import Testing
import XML

/// `--provenance` and `-o premis`: what goes into a file of evidence, and into an archive.
@Suite struct ProvenanceTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `who looked, when and with what is said, and that the image is the same`() throws {
        let image = try folder.write("a.iso", Specimen.plain.bytes)
        let json = try CommandTests.program.run(["check", image, "--provenance", "-o", "json"])
        #expect(json.status == 0, "\(json.errors)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
        let provenance = try #require(document["provenance"] as? [String: String])
        #expect(provenance["command"]?.hasSuffix("--provenance -o json") == true)
        #expect(provenance.values.allSatisfy { !$0.isEmpty } && provenance.count == 6)
        let images = try #require(document["images"] as? [[String: Any]])
        let sources = try #require(images.first?["reread"] as? [[String: Any]])
        #expect(sources.count == 1 && sources.first?["same"] as? Bool == true)
        #expect(sources.first?["before"] as? String == sources.first?["after"] as? String)
        let text = try CommandTests.program.run(["check", image, "--provenance"])
        #expect(text.text.contains("\nLooked at by "), "\(text.text)")
        let plain = try CommandTests.program.run(["check", image, "-o", "json"])
        #expect(!plain.text.contains("provenance"))
        #expect(try CommandTests.program.run(["check", image, "--provenance", "--quick"]).status == 2)
    }

    @Test func `PREMIS has the files that are there, with their own sizes`() throws {
        let chd = Wrapped.chd(Specimen.plain.bytes)
        let image = try folder.write("disc.chd", chd.bytes)
        let result = try CommandTests.program.run(["check", image, "-o", "premis"])
        let object = try #require(try XMLElement(parsing: result.text).child("object"))
        #expect(object.child("objectCharacteristics")?.child("size")?.text == "\(chd.bytes.count)")
        let cue = Wrapped.cue(WrappedDisc(Specimen.plain.bytes))
        for (name, bytes) in cue.siblings { try folder.write(name, bytes) }
        let sheet = try CommandTests.program.run([
            "check", try folder.write(cue.name, cue.bytes), "-o", "premis",
        ])
        let names = try XMLElement(parsing: sheet.text).children.filter { $0.name == "object" }.map {
            $0.child("originalName")?.text.split(separator: "/").last.map(String.init)
        }
        #expect(names == ["disc.cue", "disc.bin"], "\(names)")
    }

    /// The order in which the schema of PREMIS 3.0 wants them.
    private static let orders = [
        "premis": ["object", "event", "agent"],
        "object": ["objectIdentifier", "objectCharacteristics", "originalName"],
        "objectCharacteristics": ["fixity", "size", "format", "creatingApplication"],
        "event": [
            "eventIdentifier", "eventType", "eventDateTime", "eventDetailInformation",
            "eventOutcomeInformation",
            "linkingAgentIdentifier", "linkingObjectIdentifier",
        ],
        "agent": ["agentIdentifier", "agentName", "agentType", "agentVersion", "agentNote"],
    ]

    private func expectOrder(_ element: XMLElement) {
        if let order = Self.orders[element.name] {
            let places = element.children.map { order.firstIndex(of: $0.name) }
            #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        }
        element.children.forEach(expectOrder)
    }

    @Test(.needs(["env"])) func `PREMIS tells objects, events and agents`() throws {
        let good = try folder.write("good.iso", Specimen.plain.bytes)
        let bad = try folder.write(
            "bad & <cut>.iso", Array(Specimen.plain.bytes.dropLast(Specimen.plain.bytes.count / 2)))
        try folder.write("good.iso.md5", Array("00000000000000000000000000000000  good.iso\n".utf8))
        let result = try #require(Tool("env")).run([
            "SOURCE_DATE_EPOCH=1700000000", CommandTests.program.path, "check", good, bad,
            folder.path("missing.iso"), "-o", "premis", "--provenance",
        ])
        #expect(result.status == 3)
        let premis = try XMLElement(parsing: result.text)
        #expect(premis.namespace == "http://www.loc.gov/premis/v3" && premis.attribute("version") == "3.0")
        expectOrder(premis)
        let names = premis.children.map(\.name)
        #expect(names.count { $0 == "object" } == 3 && names.count { $0 == "agent" } == 2)
        let events = premis.children.filter { $0.name == "event" }
        #expect(events.allSatisfy { $0.child("eventDateTime")?.text == "2023-11-14T22:13:20Z" })
        let outcomes = events.map { event in
            [
                event.child("eventType")?.text ?? "",
                event.child("eventOutcomeInformation")?.child("eventOutcome")?.text ?? "",
            ]
        }
        #expect(outcomes.contains(["fixity check", "fail"]) && outcomes.contains(["validation", "open"]))
        #expect(
            Set(events.compactMap { $0.child("eventIdentifier")?.children.last?.text }).count == events.count)
    }
}
