import Foundation
import TestSupport
import Testing

/// Every input that ever broke isocheck.
@Suite struct CrasherTests {
    @Test func `there are some, and the README of the corpus tells what each broke`() throws {
        let readme = try String(
            contentsOf: Repository.corpus.appending(path: "README.md"), encoding: .utf8)
        #expect(!CorpusImage.crashers.isEmpty)
        for crasher in CorpusImage.crashers {
            #expect(readme.contains("`\(crasher.url.lastPathComponent)`"), "\(crasher)")
        }
    }

    @Test(arguments: CorpusImage.crashers)
    func `what broke isocheck once is survived`(_ image: CorpusImage) throws {
        Ordeal.run(try image.bytes(), image.description)
    }
}
