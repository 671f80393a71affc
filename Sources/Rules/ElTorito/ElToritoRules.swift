/// Rules about the boot record, the boot catalog and the boot images.
public enum ElToritoRules {
    public static let all: [any Rule.Type] = []
}
