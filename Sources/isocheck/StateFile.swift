import Comparison
import Inspection
import SystemPackage

/// The file that keeps how far a comparison came.
struct StateFile {
    let path: String

    /// What it says about this image and this disc; nothing when there is no such file yet.
    func states(of subject: ResumeState.Subject) throws(InspectionError) -> SectorRuns {
        guard (try? FilePath(path).stat()) != nil else { return SectorRuns() }
        let file = ImageFile(path: path)
        let state: ResumeState
        let text = try file.text("the state")
        do throws(RescueMap.Malformed) {
            state = try ResumeState(parsing: text, start: subject.start)
        } catch {
            throw InspectionError("the state \(file.shown), line \(error.line): \(error.description)")
        }
        guard let its = state.subject, its != subject else { return state.states }
        let isOtherImage = its.imageSize != subject.imageSize || its.fingerprint != subject.fingerprint
        throw InspectionError(
            "the state \(file.shown) belongs to another \(isOtherImage ? "image" : "disc"), or to a file that was changed since"
        )
    }

    /// Replaces the file; a state that cannot be written costs the possibility to resume and nothing else.
    func write(_ text: String) {
        do {
            let file = try PendingFile(FilePath(path), for: "the state")
            try file.write(text)
            try file.finish()
        } catch {
            Isocheck.complain("isocheck: \(error)")
        }
    }
}
