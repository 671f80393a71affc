/// Rules about the volume descriptor set and the fields of its descriptors.
public enum VolumeDescriptorRules {
    public static let all: [any Rule.Type] = [
        DescriptorHalvesAgree.self
    ]
}
