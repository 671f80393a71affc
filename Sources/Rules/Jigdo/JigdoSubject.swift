import Checksums
import DiscModel
import Surveys

/// A jigdo download of the image, and what became of its template.
struct JigdoSubject: Weighable {
    let download: JigdoDownload
    let index: Int

    static func each(in disc: Disc, _ body: (JigdoSubject) -> Void) {
        for (index, download) in (disc.facts(JigdoFacts.self)?.downloads ?? []).enumerated() {
            body(JigdoSubject(download: download, index: index))
        }
    }

    /// Whether the template is not the one of the jigdo file, and of an image of another length: it tells nothing of this one.
    func isForeign(to disc: Disc) -> Bool {
        let isOther = disc.facts(JigdoTemplateFacts.self)?.others[index] != nil
        return isOther && download.imageLength.map { $0 != disc.size } ?? false
    }
}

extension Disc {
    /// What was computed for the image, without what templates of other images want.
    var ownChecksums: [Checksum] {
        var foreign: Set<DisplayName> = []
        JigdoSubject.each(in: self) { subject in
            if subject.isForeign(to: self), let name = subject.download.template { foreign.insert(name) }
        }
        guard !foreign.isEmpty else { return checksums }
        return checksums.filter { checksum in
            let statement = checksum.statement
            return statement.origin != .jigdo || statement.recorded.path.map { !foreign.contains($0) } ?? true
        }
    }
}
