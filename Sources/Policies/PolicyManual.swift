/// isocheck-policy(5) as text.
public enum PolicyManual {
    public static let title = "policies of isocheck"

    public static let text = """
        # DESCRIPTION

        A policy asserts things over the XML report on an image. It is YAML without anchors. `isocheck IMAGE --policy FILE` holds images to \
        it during a check, where what does not hold is a finding as any other; `isocheck policy FILE REPORT.xml` holds a report to it that was \
        kept. `isocheck policy NAME` prints a policy that isocheck brings: \(ShippedPolicies.ids.joined(separator: ", ")).

        # KEYS

        policy
        : 1; required.

        id
        : Small letters, digits and hyphens; required. Findings have it in their id.

        title
        : What the policy is for; required.

        params
        : Parameters by name, each with `type` (`text`, `number`, `size`, `flag`, `date`; text if it says nothing), `default` and `help`. One \
        without a default must be given: `--param name=value`. A size is a number of bytes with a unit, or a medium such as DVD. In \
        expressions a parameter is `$name`.

        requires
        : Expressions of which each must select something in the report; else every rule is open.

        rules
        : A list of mappings; see below.

        # RULES

        id
        : As that of the policy; required.

        assert
        : An expression that must be true; required.

        message
        : What to say where it is not; required. Between braces stand expressions.

        for
        : The nodes that the rule is about: `/isocheck/images/image`, if it says nothing.

        min
        : How many of them there must be; 1 if it says nothing. Where there are fewer, the rule is open.

        when
        : An expression that chooses among them.

        severity
        : `error`, `warning` or `note`; error if it says nothing.

        title, rationale, remedy
        : For people.

        # EXPRESSIONS

        They are XPath 1.0, with `glob(text, pattern)` besides. Names stand without a namespace. Elements, attributes and parameters that there are \
        none of are errors when the policy is read. An attribute that the assertion compares must be there: where it is not, the rule is open, \
        which is exit code 3 and never a pass. Whoever wants to ask whether it is there writes `boolean(@name)`, `count(...)` or `not(...)`. \
        All expressions of a policy together may take \(stepsInWords) steps; what takes more is open.

        # EXAMPLE

            policy: 1
            id: small
            title: What fits on a disc
            params:
              most: {type: size, default: CD}
            rules:
              - id: fits
                assert: "@size <= $most"
                message: "the image has {@size} bytes"
        """

    private static let stepsInWords = "50 million"
}
