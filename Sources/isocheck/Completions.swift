import ArgumentParser

/// `isocheck completions SHELL`
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a completion script for a shell.",
        discussion: """
            isocheck completions bash > /etc/bash_completion.d/isocheck
            isocheck completions zsh > "${fpath[1]}/_isocheck"
            isocheck completions fish > ~/.config/fish/completions/isocheck.fish
            """)

    @Argument(help: "bash, zsh or fish.") var shell: Shell

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    func run() throws { try Isocheck.say(Self.script(for: shell)) }

    /// The parser's script with what it does not know: that words without a command are for `check`, and that what follows
    /// `-o FORMAT=` is a path.
    static func script(for shell: Shell) -> String {
        let names = (Isocheck.configuration.subcommands.map { $0._commandName } + ["help"])
        switch shell {
        case .bash:
            return parserScript(.bash).inserting(bash(names), behind: "\n_isocheck() {\n")
        case .zsh:
            return parserScript(.zsh).inserting(zsh(names), behind: "\n_isocheck() {\n")
        case .fish:
            return parserScript(.fish).inserting(
                fish(names), behind: "    set -l unparsed_tokens (__isocheck_tokens -pc)\n")
                    + """

                    complete -c 'isocheck' -n '__isocheck_should_offer_completions_for_positional "isocheck" -eq 1' -F

                    """
        }
    }

    /// Without the line that would make a program of it: shells read it into themselves.
    private static func parserScript(_ shell: CompletionShell) -> String {
        let script = Isocheck.completionScript(for: shell)
        return script.hasPrefix("#!") ? String(script.drop { $0 != "\n" }.dropFirst()) : script
    }

    private static func bash(_ names: [String]) -> String {
        """
            local file
            # A path stands behind -o FORMAT=, which is a word of its own for bash.
            if [[ "${2}" = '=' || "${3}" = '=' ]]; then
                while IFS='' read -r file; do COMPREPLY+=("${file}"); done < <(compgen -f -- "${2#=}")
                return
            fi
            # Words without a command are for check.
            case " \(names.joined(separator: " ")) " in
            *" ${COMP_WORDS[1]} "*) ;;
            *)
                if [[ "${COMP_CWORD}" -gt 1 || "${2}" = -* ]]; then
                    COMP_WORDS=("${COMP_WORDS[0]}" check "${COMP_WORDS[@]:1}")
                    COMP_CWORD=$((COMP_CWORD + 1))
                else
                    while IFS='' read -r file; do COMPREPLY+=("${file}"); done < <(compgen -f -- "${2}")
                fi
                ;;
            esac


        """
    }

    private static func zsh(_ names: [String]) -> String {
        """
            # A path stands behind -o FORMAT=.
            if [[ "${words[CURRENT-1]}" = (-o|--output) && "${PREFIX}" = *=* ]]; then
                compset -P '*='
                _files
                return
            fi
            # Words without a command are for check.
            if [[ "${words[2]}" != (\(names.joined(separator: "|"))) ]]; then
                if [[ "${CURRENT}" -gt 2 || "${words[2]}" = -* ]]; then
                    words=("${words[1]}" check "${(@)words[2,-1]}")
                    CURRENT=$((CURRENT + 1))
                else
                    _files
                fi
            fi


        """
    }

    private static func fish(_ names: [String]) -> String {
        """
            # Words without a command are for check.
            if not contains -- "$unparsed_tokens[2]" \(names.joined(separator: " "))
                if test (count $unparsed_tokens) -gt 1; or string match -q -- '-*' (commandline -ct)
                    set unparsed_tokens $unparsed_tokens[1] check $unparsed_tokens[2..]
                end
            end

        """
    }
}

extension String {
    /// The text with more behind a mark; as it is where the mark is not there.
    fileprivate func inserting(_ text: String, behind mark: String) -> String {
        guard let place = firstRange(of: mark) else { return self }
        return String(self[..<place.upperBound]) + text + String(self[place.upperBound...])
    }
}
