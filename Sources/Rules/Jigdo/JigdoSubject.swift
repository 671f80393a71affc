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
}
