import Containers
import DiscModel

/// An evidence file, what it says of itself, and what it is called in messages.
struct EWFSubject: Weighable {
    let facts: EWFFacts
    let payload: StoredPayload
    let name: String

    static func each(in disc: Disc, _ body: (EWFSubject) -> Void) {
        guard let container = disc.facts(ContainerFacts.self), let facts = container.ewf,
            let payload = container.payload
        else { return }
        body(
            EWFSubject(facts: facts, payload: payload, name: DisplayName(container.fileName).escaped))
    }

    /// A place in its file; the medium in it is a file of its own in reports.
    func place(_ field: String) -> Place { Place(field: "\(name): \(field)") }

    /// Reports what is wrong in some ways.
    func report(_ kinds: Set<EWFFault.Kind>, severity: Severity? = nil, _ findings: inout Findings) {
        for fault in facts.faults where kinds.contains(fault.kind) {
            findings.report(
                DisplayName(fault.text).escaped,
                at: Place(
                    field: "\(DisplayName(fault.file).escaped): \(DisplayName(fault.place).escaped)"),
                severity: severity)
        }
    }
}
