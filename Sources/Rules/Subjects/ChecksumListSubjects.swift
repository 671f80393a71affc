import Checksums
import DiscModel
import Surveys

/// A list of checksums among the files of the image.
extension PayloadList: Weighable {
    static func each(in disc: Disc, _ body: (PayloadList) -> Void) {
        disc.facts(PayloadListFacts.self)?.lists.forEach(body)
    }
}

/// All of them together.
extension PayloadListFacts: Weighable {
    static func each(in disc: Disc, _ body: (PayloadListFacts) -> Void) {
        disc.facts(PayloadListFacts.self).map(body)
    }
}

/// A list of checksums beside the image.
extension Sidecar: Weighable {
    static func each(in disc: Disc, _ body: (Sidecar) -> Void) {
        disc.facts(SidecarFacts.self)?.lists.forEach(body)
    }
}

extension Disc {
    /// What became of a recorded checksum.
    func checksum(_ statement: ChecksumStatement) -> Checksum {
        Checksum(statement, outcome(of: statement.request))
    }
}
