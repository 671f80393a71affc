import PlantedFaults
import Specimens
import Testing

/// One fault, one finding.
@Suite struct PlantedFaultsTests {
    @Test(arguments: SoundImage.all) func `an image without a fault gives no warning`(_ image: SoundImage) {
        let trial = Trial(image.files)
        #expect(trial.count == 0, "\(trial.causes) \(trial.refusal ?? "")")
    }

    @Test(arguments: PlantedFault.all) func `a fault is planted`(_ fault: PlantedFault) {
        let (files, sound) = (fault.files, fault.base.files)
        #expect(files.bytes != sound.bytes || files.siblings != sound.siblings)
    }

    /// `PlantedFaultsBenchmark` shows which faults are told by more than one finding, and which are missed.
    @Test func `the figures that were reached are kept`() {
        var tally = Tally()
        let sound = Dictionary(uniqueKeysWithValues: SoundImage.all.map { ($0.description, Trial($0.files)) })
        for fault in PlantedFault.all {
            guard let base = sound[fault.base.description] else { continue }
            tally.add(fault, Trial(fault.files), sound: base)
        }
        #expect(tally.told >= 607 && tally.exact >= 95, "\(tally.text)")
        #expect(tally.moreThanThree == 0 && tally.missed == 0, "\(tally.text)")
    }
}
