import Reporting
import Testing

@Suite struct ReportFormatTests {
    @Test func `every format is found by its name`() {
        for format in ReportFormats.all {
            #expect(ReportFormats.format(named: format.name).map { $0 == format } == true)
        }
        #expect(ReportFormats.format(named: "nonsense") == nil)
    }
}
