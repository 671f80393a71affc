public import Specimens

/// A sound image with exactly one thing wrong in it, as it happens in life: what a rotten bit, a lost sector, a torn copy, or a
/// program's mistake leaves behind. Faults are chosen from what befalls images, not from what the rules look for.
public struct PlantedFault: Sendable, CustomStringConvertible {
    public let family: Family
    /// The sound image it was planted in.
    public let base: SoundImage
    /// What was done to it.
    public let what: String
    private let excuse: String?
    private let make: @Sendable () -> Wrapped

    init(
        _ family: Family, _ base: SoundImage, _ what: String, pardon: String? = nil,
        _ make: @escaping @Sendable () -> Wrapped
    ) {
        self.family = family
        self.base = base
        self.what = what
        excuse = pardon
        self.make = make
    }

    public var description: String { name }

    /// Why nothing is said of it, where that is so: nobody could tell it from a sound image, or it is not told yet.
    public var pardon: String? { excuse ?? Self.unseen[name] }

    public var name: String { "\(family.rawValue): \(base): \(what)" }

    /// The file that is opened, and those beside it.
    public var files: Wrapped { make() }

    /// Which part of an image was hit. The names are those of the rules' families, where one is nearest.
    public enum Family: String, Sendable, CaseIterable {
        case descriptors = "volume descriptors"
        case pathTables = "path tables"
        case directories, joliet, enhanced
        case systemUse = "SUSP"
        case rockRidge = "Rock Ridge"
        case zisofs
        case elTorito = "El Torito"
        case hidden = "padding and hidden data"
        case containers
        case sectors = "raw sectors"
        case subchannels = "sub-channels"
        case checksums
        case lists = "payload lists"
        case sidecars
        case blank = "blank runs"
        case cuts = "truncation"
        case sessions
        case video = "DVD-Video and Blu-ray"
        case foreign = "other programs' images"
        case udf = "UDF"
        case bridges = "UDF beside ISO 9660"
    }

    /// All of them, family by family.
    public static let all: [PlantedFault] = {
        var planter = Planter()
        planter.plantAll()
        return planter.faults
    }()
}

/// Collects faults.
struct Planter {
    private(set) var faults: [PlantedFault] = []
    var family = PlantedFault.Family.descriptors

    mutating func plantAll() {
        descriptors()
        pathTables()
        directories()
        joliet()
        enhanced()
        systemUse()
        rockRidge()
        zisofs()
        elTorito()
        hidden()
        containers()
        sectors()
        subchannels()
        checksums()
        lists()
        sidecars()
        blank()
        cuts()
        sessions()
        video()
        foreign()
        udf()
    }

    /// A fault in a forged image.
    mutating func plant(
        _ what: String, in base: Base, pardon: String? = nil,
        _ change: @escaping @Sendable (inout Specimen) -> Void
    ) {
        add(base.image, what, pardon: pardon) {
            Wrapped(name: "disc.iso", bytes: base.specimen.with(change).bytes)
        }
    }

    mutating func add(
        _ base: SoundImage, _ what: String, pardon: String? = nil, _ make: @escaping @Sendable () -> Wrapped
    ) {
        faults.append(PlantedFault(family, base, what, pardon: pardon, make))
    }
}
