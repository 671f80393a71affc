import Surveys
import TestSupport
import Testing

/// What bytes look like by how they are spread.
@Suite struct EntropyTests {
    @Test func `entropy is that of the values`() {
        #expect(Entropy(of: [UInt8](repeating: 7, count: 100)).bits == 0)
        #expect(Entropy(of: [0, 1, 0, 1]).bits == 1)
        #expect(Entropy(of: (0..<1_024).map { UInt8(truncatingIfNeeded: $0) }).bits == 8)
        #expect(Entropy().bits == 0)
    }

    @Test func `looks have words`() {
        #expect(Entropy(of: [UInt8](repeating: 0x55, count: 2_048)).look == .oneValue)
        let text = Array("Nobody reads this, and it stands here all the same.\r\n".utf8)
        #expect(Entropy(of: text + [UInt8](repeating: 0, count: 1_900)).look == .text)
        #expect(Entropy(of: (0..<2_048).map { UInt8(truncatingIfNeeded: $0 / 16) }).look == .mixed)
        #expect(Entropy(of: [UInt8](repeating: 0, count: 100) + [1, 2, 3]).look == .sparse)
        #expect(Entropy(of: []).look == .oneValue)
    }

    @Test(arguments: [512, 2_048, 65_536]) func `chance looks compressed, however few bytes there are`(
        _ count: Int
    ) {
        var state: UInt64 = 42
        let bytes = (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        #expect(Entropy(of: bytes).look == .dense)
    }

    @Test func `of a few bytes nothing is told`() {
        #expect(Entropy(of: [1, 200, 3, 150, 7]).look == .mixed)
    }
}
