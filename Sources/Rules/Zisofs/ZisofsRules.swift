/// Rules about files compressed with zisofs.
public enum ZisofsRules {
    public static let all: [any Rule.Type] = []
}
