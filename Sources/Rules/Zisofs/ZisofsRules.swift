/// Rules about files compressed by zisofs.
enum ZisofsRules {
    static let all: [any Rule.Type] = [
        CompressionIsAnnounced.self,
        HeadersMatchEntries.self,
        BlockPointersAscend.self,
    ]
}
