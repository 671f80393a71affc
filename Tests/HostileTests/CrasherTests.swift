import Foundation
import TestSupport
import Testing

/// Every input that ever broke isocheck.
@Suite struct CrasherTests {
    @Test(arguments: CorpusImage.crashers.filter { $0.url.pathExtension != "md" })
    func `what broke isocheck once is survived`(_ image: CorpusImage) throws {
        Ordeal.run(try image.bytes(), image.description)
    }
}
