import Bytes
import DiscModel
import SectorCodes

/// CD-Text as containers carry it: the packs of the lead-in one behind the other.
struct CDTextPacks {
    let entries: [CDTextEntry]
    let integrityChecks: [IntegrityCheck]

    /// 256 packs in each of 8 blocks.
    private static let packLimit = 8 * 256

    /// - Parameter bytes: packs, with or without the four bytes before them that READ TOC gives and the zero that some
    ///   programs leave behind them.
    init(_ bytes: ArraySlice<UInt8>) {
        let skipped = bytes.count % CDTextPack.count == 4 ? 4 : 0
        let count = min(Self.packLimit, (bytes.count - skipped) / CDTextPack.count)
        let packs = (0..<count).compactMap {
            unsafe try? CDTextPack(bytes.span.bytes, at: skipped + $0 * CDTextPack.count)
        }
        integrityChecks = packs.enumerated().map { number, pack in
            IntegrityCheck(
                what: "CD-Text pack \(number + 1)", algorithm: "CRC-16",
                state: pack.checkHolds ? .good : pack.isUnchecked ? .absent : .bad)
        }
        entries = CDText.blocks(in: packs).flatMap(Self.entries)
    }

    private static func entries(of block: CDText) -> [CDTextEntry] {
        let keys = block.texts.keys.sorted { ($0.kind.rawValue, $0.track) < ($1.kind.rawValue, $1.track) }
        return keys.map { key in
            let raw = block.texts[key] ?? []
            let text =
                block.text(key.kind, track: key.track).map { DisplayName($0) } ?? DisplayName(utf8: raw)
            return CDTextEntry(
                kind: "\(key.kind)", track: Int(key.track), block: Int(block.block), text: text)
        }
    }
}
