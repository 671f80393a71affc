/// Rules about files compressed by zisofs.
public enum ZisofsRules {
    public static let all: [any Rule.Type] = [
        CompressionIsAnnounced.self,
        HeadersMatchEntries.self,
        BlockPointersAscend.self,
    ]
}
