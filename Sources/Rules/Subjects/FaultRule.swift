import DiscModel
import FileSystems

/// What does not agree in a volume, as its reader found it on the way.
protocol VolumeFault {
    associatedtype Kind: Hashable
    var kind: Kind { get }
    var place: Place { get }
    /// What is recorded, and what the rest says.
    var recorded: String { get }
    var found: String { get }
}

/// A volume whose reader tells what does not agree in it.
protocol FaultyVolume: Weighable {
    associatedtype Fault: VolumeFault
    var faults: [Fault] { get }
}

/// A rule about such faults: it gives them words and weight.
protocol FaultRule: Rule where Subject: FaultyVolume {
    static var kinds: Set<Subject.Fault.Kind> { get }
    /// One fault as a sentence that ends without a full stop.
    static func words(_ fault: Subject.Fault) -> String
    /// Where it differs from the card's.
    static func severity(_ fault: Subject.Fault) -> Severity?
}

extension FaultRule {
    static func severity(_: Subject.Fault) -> Severity? { nil }

    static func weigh(_ volume: Subject, in _: Disc, _ findings: inout Findings) {
        for fault in volume.faults where kinds.contains(fault.kind) {
            findings.report(
                words(fault), expected: fault.found, actual: fault.recorded, at: fault.place,
                severity: severity(fault))
        }
    }
}
