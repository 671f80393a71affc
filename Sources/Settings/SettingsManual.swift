/// isocheck-config(5) as text.
public enum SettingsManual {
    public static let title = "settings of isocheck"

    public static let text = """
        # DESCRIPTION

        `.isocheck.yaml` says how images are looked at, what fails them, and what is accepted of them. It is read from the current folder or \
        the nearest one above it that has it; `--config` or the variable `ISOCHECK_CONFIG` names another, `--no-config` none. It is never \
        looked for beside an image. The report tells which file was used. The command line outweighs it.

        It is YAML without anchors, of at most a mebibyte. A key that is not known is an error. Files that it names are seen from its own \
        folder. `isocheck config show`, `check` and `schema` tell what was understood, whether files are sound, and the JSON Schema.

        # KEYS

        version
        : 1; required.

        profile, fail-on, show, quick, content-types, max-places, keyring, baseline, baseline-strict
        : As the options of isocheck(1) of the same names.

        digests, checksums, outputs
        : Lists of what `--digest`, `--checksums` and `-o` take.

        severities
        : Rules by their id, each `off`, `note`, `warning` or `error`. A rule that has a weight here is asked in every profile.

        expect
        : A list of what `--expect` takes.

        policies
        : A list of names of policies that isocheck brings, or of mappings with `file` or `name`, and `params`. See isocheck-policy(5).

        images
        : A list of mappings with `match`, one glob or several of names of images, and `severities`, `expect` and `policies` that hold for these \
        besides. A glob without a slash is held against the last part of the name.

        suppressions
        : A list of findings that are accepted; see below.

        # SUPPRESSIONS

        What a suppression accepts decides nothing, and stays in every report with the reason. One that accepts nothing in any image of the \
        run is found by the rule `suppression-unused`, one that is over by `suppression-expired`.

        rule
        : The id of the rule; required. That of a policy's rule is `policy-`, the id of the policy, `-`, and its own.

        reason
        : Why it is accepted; required.

        expires
        : The last day on which it holds, such as `2027-01-31`. It is compared with `--today`, else with this day in UTC.

        images, path, field
        : Globs of the image's name, of the path in the image, and of what the place is called, as in the JSON report. Of a finding with several \
        places those that match are accepted.

        tree
        : A tree of files, as in the JSON report.

        # BASELINES

        `--write-baseline` writes the findings of warning and error, or from `--fail-on` on, into a file of JSON with one line for each: rule, \
        fingerprint, severity, count, message. With `--baseline` what the file knows does not count, unless it is there more often or graver. \
        What says that content is lost is never taken in. What the file knows and the images no longer have is a note, and an error with \
        `--baseline-strict` (rule `baseline-stale`).

        # EXAMPLE

            version: 1
            profile: release
            fail-on: warning
            policies: [{name: linux-release, params: {volume_id: "DEMO 12.*"}}]
            suppressions:
              - rule: dir-name-reserved-windows
                path: "/tools/aux/*"
                reason: read by Linux only
                expires: 2027-01-31
        """
}
