import Foundation
import TestSupport
import Testing

/// What other people's pipelines take over: their shell is run as GitHub, GitLab and pre-commit run it.
@Suite(.needs("python3", "bash", "env")) struct IntegrationTests {
    private static let folder = Repository.root.appending(path: "Sources/isocheck/Integrations")

    /// A file in YAML, as a parser of somebody else reads it.
    private static func parsed(_ name: String) throws -> Any {
        let script = """
            import json, sys
            try: import yaml
            except ImportError: sys.exit(77)
            json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)
            """
        let path = folder.appending(path: name).path(percentEncoded: false)
        let result = try #require(Tool("python3")).run(["-c", script, path])
        if result.status == 77 { try skip("python3 has no yaml") }
        try #require(result.status == 0, "\(result.errors)")
        return try JSONSerialization.jsonObject(with: Data(result.output))
    }

    /// A folder as a pipeline has it when its images are made.
    private static func workplace() throws -> TemporaryFolder {
        let place = try TemporaryFolder()
        try place.write("dist/good.iso", CommandTests.good)
        try place.write("dist/with space.iso", CommandTests.good)
        try place.write("bad/bad.iso", CommandTests.bad)
        return place
    }

    private static func run(
        _ shell: [String], _ environment: [String: String], in place: TemporaryFolder
    ) throws -> Tool.Output {
        let programs = URL(filePath: CommandTests.program.path).deletingLastPathComponent()
        let path =
            programs.path(percentEncoded: false) + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        let words = environment.merging(["PATH": path]) { $1 }.map { "\($0)=\($1)" }
        return try #require(Tool("env")).run(["-C", place.url.path(percentEncoded: false)] + words + shell)
    }

    // MARK: GitHub

    private struct Step {
        let result: Tool.Output
        let outputs: [String: String]
        let summary: String
    }

    /// Runs the action with inputs, as a runner does: defaults filled in, inputs in the environment, `bash -eo pipefail`.
    private static func act(_ inputs: [String: String], in place: TemporaryFolder) throws -> Step {
        let action = try #require(parsed("github/action.yml") as? [String: Any])
        let declared = try #require(action["inputs"] as? [String: [String: Any]])
        let steps = try #require((action["runs"] as? [String: Any])?["steps"] as? [[String: Any]])
        let step = try #require(steps.first)
        #expect(steps.count == 1 && step["shell"] as? String == "bash")
        let script = try #require(step["run"] as? String)
        #expect(!script.contains("${{"))
        var environment: [String: String] = [:]
        for (name, value) in try #require(step["env"] as? [String: String]) {
            let input = try #require(value.wholeMatch(of: /\$\{\{ inputs\.([a-z-]+) \}\}/)).1
            environment[name] = inputs[String(input)] ?? declared[String(input)]?["default"] as? String ?? ""
        }
        environment["GITHUB_OUTPUT"] = try place.write("output", [])
        environment["GITHUB_STEP_SUMMARY"] = try place.write("summary", [])
        let file = try place.write("step.sh", [UInt8](script.utf8))
        let result = try run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", file], environment, in: place)
        let lines = String(decoding: try place.read("output"), as: UTF8.self).split(separator: "\n")
        let pairs = lines.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        // Every output that the action declares is one of this step, and the other way round.
        let outputs = try #require(action["outputs"] as? [String: [String: Any]])
        for pair in pairs {
            #expect(outputs[pair[0]]?["value"] as? String == "${{ steps.check.outputs.\(pair[0]) }}")
        }
        return Step(
            result: result, outputs: Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) }),
            summary: String(decoding: try place.read("summary"), as: UTF8.self))
    }

    @Test(arguments: [
        ("dist/*.iso", "", "pass", 0), ("dist/*.iso\n\n  bad/bad.iso\n", "", "fail", 1),
        ("bad/bad.iso", "--fail-on none", "pass", 0), ("dist/with space.iso", "", "pass", 0),
        ("nothing/*.iso", "", "open", 3), ("dist/good.iso", "--expect 'volid=NO SUCH'", "fail", 1),
        ("dist/good.iso", "--no-such-option", "error", 2),
    ]) func `the action tells a verdict and where the reports are`(
        _ images: String, _ arguments: String, _ verdict: String, _ code: Int32
    ) throws {
        let place = try Self.workplace()
        let step = try Self.act(["images": images, "args": arguments], in: place)
        #expect(step.result.status == code, "\(step.result.errors)")
        #expect(step.outputs["verdict"] == verdict && step.outputs["exit-code"] == "\(code)")
        guard code != 2 else { return #expect(step.outputs["json"] == nil && step.summary.isEmpty) }
        for kind in ["json", "sarif", "html"] {
            #expect(try !place.read(try #require(step.outputs[kind])).isEmpty)
        }
        #expect(step.summary.hasPrefix("## "))
        #expect(step.result.text.contains("::error") == (code != 0 || images == "bad/bad.iso"))
    }

    /// What somebody else may write into a pull request.
    @Test(arguments: [
        ("$(touch seen)", ""), ("`touch seen`.iso", ""), ("dist/good.iso", "; touch seen"),
        ("dist/good.iso", "$(touch seen)"), ("x\"; touch seen; \"", ""), ("dist/good.iso", "'; touch seen"),
        ("-o\nhtml=seen", ""), ("", ""),
    ]) func `nothing that is passed to the action runs as shell`(_ images: String, _ arguments: String) throws
    {
        let place = try Self.workplace()
        let step = try Self.act(["images": images, "args": arguments], in: place)
        #expect(step.result.status >= 2)
        #expect(throws: (any Error).self) { try place.read("seen") }
    }

    // MARK: GitLab

    @Test(arguments: [
        ("dist/good.iso", "", 0), ("dist/*.iso bad/bad.iso", "", 1), ("nothing/*.iso", "", 3),
        ("bad/bad.iso", "--fail-on none --profile release", 0), ("dist/good.iso", "--no-such-option", 2),
    ]) func `the job of GitLab fails as isocheck does and leaves its reports`(
        _ images: String, _ arguments: String, _ code: Int32
    ) throws {
        let file = try #require(Self.parsed("gitlab/isocheck.gitlab-ci.yml") as? [String: [String: Any]])
        let job = try #require(file[".isocheck"])
        let script = try #require(job["script"] as? [String]).joined(separator: "\n")
        let artifacts = try #require(job["artifacts"] as? [String: Any])
        let reports = try #require(artifacts["reports"] as? [String: String])
        #expect(artifacts["when"] as? String == "always")
        #expect(
            Set((job["variables"] as? [String: String] ?? [:]).keys) == ["ISOCHECK_IMAGES", "ISOCHECK_ARGS"])
        for shell in ["sh", "bash"] {
            let place = try Self.workplace()
            let result = try Self.run(
                [shell, "-c", script], ["ISOCHECK_IMAGES": images, "ISOCHECK_ARGS": arguments], in: place)
            #expect(result.status == code, "\(result.errors)")
            guard code != 2 else { continue }
            for path in reports.values { #expect(try !place.read(path).isEmpty, "\(path)") }
        }
    }

    // MARK: pre-commit

    @Test func `the hook takes images, and fails for a bad one`() throws {
        let hooks = try #require(Self.parsed("pre-commit/.pre-commit-hooks.yaml") as? [[String: Any]])
        let hook = try #require(hooks.first { $0["id"] as? String == "isocheck" })
        let pattern = try Regex(try #require(hook["files"] as? String))
        for name in ["a.iso", "dir/b.cue"] { #expect(name.contains(pattern)) }
        for name in ["a.iso.txt", "iso", "track.bin"] { #expect(!name.contains(pattern)) }
        let words = try #require(hook["entry"] as? String).split(separator: " ").map(String.init)
        let place = try Self.workplace()
        #expect(try Self.run(words + ["dist/good.iso", "dist/with space.iso"], [:], in: place).status == 0)
        #expect(try Self.run(words + ["dist/good.iso", "bad/bad.iso"], [:], in: place).status == 1)
    }

    /// The program of the hook's own framework, where it is installed.
    @Test(.needs("pre-commit", "git")) func `pre-commit runs the hook`() throws {
        let place = try Self.workplace()
        let hooks = try Data(contentsOf: Self.folder.appending(path: "pre-commit/.pre-commit-hooks.yaml"))
        try place.write("hooks/.pre-commit-hooks.yaml", [UInt8](hooks))
        let script = """
            export HOME="$PWD" GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
            git -C hooks init -q && git -C hooks add . && git -C hooks commit -qm hooks
            git init -q && git add dist "$1" && pre-commit try-repo ./hooks isocheck --files dist/good.iso "$1"
            """
        #expect(
            try Self.run(["bash", "-c", script, "bash", "dist/with space.iso"], [:], in: place).status == 0)
        let bad = try Self.workplace()
        try bad.write("hooks/.pre-commit-hooks.yaml", [UInt8](hooks))
        #expect(try Self.run(["bash", "-c", script, "bash", "bad/bad.iso"], [:], in: bad).status == 1)
    }
}
