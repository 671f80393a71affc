import ArgumentParser
import Reporting
import Rules
import Settings

/// `isocheck config show|check|schema`
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at files of settings.",
        discussion: """
            isocheck config show
            isocheck config check ci/isocheck.yaml
            isocheck config schema > isocheck-settings.schema.json
            """,
        subcommands: [Show.self, Verify.self, Schema.self])

    /// `isocheck config show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which file of settings a run from here finds, and what it says.")

        @Option(
            help: ArgumentHelp("A file of settings, instead of the one that is found.", valueName: "file"))
        var config: String?

        func run() throws {
            guard let settings = try SettingsFile.read(named: config) else {
                return try Isocheck.say(
                    "There is no \(SettingsFile.name) here or above; what is usual holds.\n")
            }
            try Isocheck.say(SettingsListing.text(settings))
        }
    }

    /// `isocheck config check`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Say whether files of settings are sound, with the policies that they name.")

        @Argument(help: ArgumentHelp("The files; else the one that is found.", valueName: "file"))
        var files: [String] = []

        func run() throws {
            guard let found = try files.isEmpty ? SettingsFile.nearest().map({ [$0] }) : files else {
                throw UsageError("there is no \(SettingsFile.name) here or above")
            }
            for file in found {
                let settings = try SettingsFile.read(file)
                _ = try RunSettings(try Check.parse(["--config", file, "-"]))
                let demands = [settings.demands] + settings.images.map(\.demands)
                for reference in demands.flatMap(\.policies) {
                    let policy = try PolicyInUse(reference, in: SettingsFolder.of(file), [])
                    try policy.checkParameters()
                }
                try Isocheck.say("\(file): sound\n")
            }
        }
    }

    /// `isocheck config schema`
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the JSON Schema of files of settings, for editors.")

        func run() throws { try Isocheck.say(SettingsSchema.text) }
    }
}
