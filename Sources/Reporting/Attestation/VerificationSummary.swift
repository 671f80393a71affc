import DiscModel
import Rules

/// A SLSA verification summary (v1) over the images: whether they passed the policy, which is the profile and the threshold.
public struct VerificationSummary: ReportFormat {
    public static let name = "slsa-vsa"
    public static let namesByDigest = true

    private var statement = Statement()

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        statement.add(image)
        return ""
    }

    public mutating func end(_ report: Report) -> String {
        if let compared = report.compared { statement.add(compared) }
        return statement.write("https://slsa.dev/verification_summary/v1") {
            $0.add("verifier", Document { $0.add("id", "urn:isocheck:\(report.tool.version)") })
            $0.add("resourceUri", statement.uri)
            $0.add(
                "policy",
                Document {
                    $0.add("uri", report.run.policy)
                })
            $0.add("verificationResult", report.outcome.verdict == .pass ? "PASSED" : "FAILED")
            // isocheck knows nothing of how the image was built.
            $0.add("verifiedLevels", words: [])
            $0.add("slsaVersion", "1.0")
        }
    }
}
