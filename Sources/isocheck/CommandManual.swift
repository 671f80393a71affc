import Reporting

/// isocheck(1): what the commands say of themselves, and around it what only a manual tells.
enum CommandManual {
    static var page: ManualPage {
        get throws(UsageError) {
            guard let program = CommandDescription.program else {
                throw UsageError("the manual cannot be written: the parser does not tell the options")
            }
            return page(of: program)
        }
    }

    static func page(of program: CommandDescription) -> ManualPage {
        let commands = shown(program).flatMap { flattened($0) }
        return ManualPage(
            name: "isocheck", section: 1, title: "tell whether a disc image is sound",
            blocks: [.heading("Synopsis")]
                + commands.map { .paragraph(synopsis($0)) }
                + ManualPage.blocks(of: opening)
                + [.heading("Commands")] + commands.flatMap(blocks)
                + ManualPage.blocks(of: closing))
    }

    /// A command with the names of those that it belongs to, such as "config show".
    private struct Command {
        let name: String
        let description: CommandDescription
    }

    private static func shown(_ command: CommandDescription) -> [CommandDescription] {
        (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    /// A command, or in its place those that it consists of.
    private static func flattened(_ command: CommandDescription, _ parents: String = "") -> [Command] {
        let name = parents + command.commandName
        let parts = shown(command)
        return parts.isEmpty
            ? [Command(name: name, description: command)] : parts.flatMap { flattened($0, name + " ") }
    }

    private static func synopsis(_ command: Command) -> String {
        // The command for checking goes without its name.
        let name = command.name == "check" ? "`isocheck` [`check`]" : "`isocheck \(command.name)`"
        let arguments = own(command.description)
        let options = arguments.allSatisfy(\.isPositional) ? [] : ["[options]"]
        return ([name] + options + arguments.filter(\.isPositional).map(\.usage)).joined(separator: " ")
    }

    private static func blocks(_ command: Command) -> [ManualPage.Block] {
        let description = command.description
        let examples = description.discussion.map { $0.split(separator: "\n").map(String.init) }
        return [.subheading(command.name), .paragraph(description.abstract ?? "")]
            + own(description).map { argument in
                .definition(
                    argument.term,
                    (argument.abstract ?? "") + (argument.defaultValue.map { " Default: `\($0)`." } ?? ""))
            }
            + (examples.map { [.example($0)] } ?? [])
    }

    /// The arguments of a command without those that all have.
    private static func own(_ command: CommandDescription) -> [CommandDescription.Argument] {
        (command.arguments ?? []).filter { argument in
            argument.shouldDisplay
                && argument.names?.contains { ["help", "version"].contains($0.name) } != true
        }
    }

    private static let opening = """
        # Description

        An ISO image says the same things many times: numbers in both byte orders, path tables in two forms, a directory and its parent,
        one file in several trees. `isocheck` reads all of it, keeps account of who owns every byte, and holds it against the rules of
        `isocheck-rules`(7). It never repairs and never guesses, and it says when it could not look. It writes to no image and to no disc.

        Reports go to standard output or to the files that `-o` names, messages and progress to standard error. The last line of the text
        report is the verdict: `OK`; `OK, WITH WARNINGS`; `FAULTY`, where the structure has errors and no content is known to be lost;
        `DAMAGED`, where content is lost or not what was recorded; `DOUBTFUL` and `NOT CLEAN`, where warnings or notes fail by `--fail-on`;
        `NOT FULLY CHECKED`, where something stayed open; `NOT CHECKED`, where there was nothing to look at.

        Every command takes `-h` or `--help`, and `--version`, which tells the commit, the libraries, and the number and digest of the
        rules. `--` ends the options.
        """

    private static let closing = """
        # Exit status

        `0`
        : Everything asked was checked, and nothing was found at or above `--fail-on`.

        `1`
        : Findings at or above `--fail-on`.

        `2`
        : A bad command line, or a report that could not be written.

        `3`
        : Could not check: no such file, unreadable, not a disc image, nothing to decide on.

        `130`
        : Stopped by Ctrl-C; the reports tell what was seen, marked incomplete. A second Ctrl-C stops at once.

        `141`
        : Whoever read standard output hung up, and there was no other report.

        The highest of several images counts, whatever the formats of the reports.

        # Environment

        `TMPDIR`
        : The folder for what is unpacked and for what comes through a pipe. The files there have no names. Default: /tmp.

        `NO_COLOR`, `CLICOLOR_FORCE`
        : No colours in the text report, and colours also where no terminal is; `--color` outweighs both.

        `COLUMNS`
        : How wide the terminal is, where it is not as wide as it says.

        `LC_ALL`, `LC_CTYPE`, `LANG`
        : Without UTF-8 in the first of them that is set, `map --picture` draws in letters.

        `PATH`
        : Where gpgv is looked for, which verifies signed lists of checksums with `--keyring`.

        `SOURCE_DATE_EPOCH`
        : The moment that ages are counted to where `--today` names no day, by whose day `--cache` notes what was read, and that an SPDX document
        is dated with.

        # Files

        IMAGE.sha256, SHA256SUMS, MD5SUMS, CHECKSUM and others
        : Lists of checksums beside an image are found and verified.

        IMAGE.ecc, IMAGE.jigdo, IMAGE.template
        : So is error correction data by dvdisaster, and what jigdo says of an image and its parts; the ending of the image may be left out.

        # Examples

        Is this image sound?

            isocheck demo.iso

        A gate for releases, with a report for programs:

            isocheck dist/*.iso --profile release --fail-on warning -o text -o json=report.json

        From a pipe:

            curl -s URL | isocheck -

        Is this disc that image?

            isocheck compare demo.iso /dev/sr0

        A plain ISO of anything that can be opened:

            isocheck convert holiday.bin holiday.iso

        # See also

        `isocheck-rules`(7), `xorriso`(1), `sha256sum`(1), `gpgv`(1)
        """
}
