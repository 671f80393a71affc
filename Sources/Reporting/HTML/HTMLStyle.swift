/// How the page looks: light and dark as the reader's system has it, narrow and wide, and on paper.
enum HTMLStyle {
    // Colours of text have a contrast of 4.5 to 1 with what lies under them, in both schemes (WCAG 2.1, 1.4.3).
    static let sheet = """
        :root { color-scheme: light dark; --ground: #ffffff; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --panel: #f6f8fa;
          --link: #0550ae; --good: #116329; --bad: #a40e26; --doubt: #7d4e00; --structure: #0969da; --boot: #8250df; --file: #2da44e;
          --audio: #bf3989; --pad: #8c959f; --zero: #d8dee4; --unread: #6e7781; --data: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --quiet: #9198a1; --line: #3d444d;
          --panel: #151b23; --link: #79c0ff; --good: #7ee787; --bad: #ffa198; --doubt: #f2cc60; --structure: #58a6ff; --boot: #bc8cff;
          --file: #3fb950; --audio: #f778ba; --pad: #6e7681; --zero: #2d333b; --unread: #8b949e; --data: #ff7b72; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 70rem; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; margin: 1rem 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        h3 { font-size: 1rem; margin: 0 0 .5rem; } p { margin: .5rem 0; }
        a { color: var(--link); } .tool, footer, figcaption, caption { color: var(--quiet); font-size: .875rem; }
        .verdict { display: inline-block; font-size: 1.25rem; font-weight: 600; padding: .25rem .75rem; border: 2px solid; border-radius: .5rem; }
        .pass { color: var(--good); } .fail { color: var(--bad); } .verdict.open { color: var(--doubt); }
        section + section { border-top: 2px solid var(--line); margin-top: 3rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; }
        dt { color: var(--quiet); } dd { margin: 0; }
        article { background: var(--panel); border: 1px solid var(--line); border-left: .375rem solid var(--quiet); border-radius: .375rem;
          padding: .75rem 1rem; margin: .75rem 0; }
        article.error { border-left-color: var(--bad); } article.warning, article.open { border-left-color: var(--doubt); }
        article:target { outline: 3px solid var(--link); }
        .tag { border: 1px solid; border-radius: .25rem; padding: 0 .375rem; font-size: .875rem; }
        .tag.error { color: var(--bad); } .tag.warning, .tag.open { color: var(--doubt); } .tag.note { color: var(--quiet); } .tag.pass { color: var(--good); } .tag.fail { color: var(--bad); }
        figure { margin: .5rem 0; } figure > svg { width: 100%; display: block; margin-bottom: .25rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .875rem; } caption { text-align: left; }
        th, td { text-align: left; overflow-wrap: break-word; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
        th { white-space: nowrap; } code, pre { font: .875rem/1.4 ui-monospace, monospace; } pre { overflow-x: auto; white-space: pre-wrap; }
        pre.hex { white-space: pre; margin: .25rem 0; } mark { color: var(--ground); background: var(--bad); border-radius: .125rem; }
        summary { cursor: pointer; padding: .25rem 0; } .key { width: .875rem; height: .875rem; vertical-align: -.1rem; }
        .bar { width: 100%; min-width: 8rem; height: .5rem; }
        ol.chain { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 0; }
        ol.chain li { background: var(--panel); border: 1px solid var(--line); border-radius: .375rem; padding: .125rem .5rem; }
        ol.chain li + li { margin-left: 1.75rem; position: relative; } ol.chain li + li::before { content: "→"; position: absolute; left: -1.4rem; color: var(--quiet); }
        .k0 { fill: var(--structure); } .k1 { fill: var(--boot); } .k2 { fill: var(--file); } .k3 { fill: var(--audio); }
        .k4 { fill: var(--pad); } .k5 { fill: var(--zero); } .k6 { fill: var(--unread); } .k7 { fill: var(--data); } .mark { fill: var(--bad); }
        .h0 { fill: var(--zero); } .h1 { fill: var(--file); } .h2 { fill: var(--unread); } .h3 { fill: var(--doubt); } .h4 { fill: var(--data); }
        @media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } pre { white-space: pre; } pre.hex { font-size: .6rem; } body { padding: .5rem; } }
        @media print { body { max-width: none; } details { display: block; } article { break-inside: avoid; } }

        """

    /// What a page with a search and a list of contents has besides.
    static let search = """
        #search { position: sticky; top: 0; margin: 0; padding: .5rem 0; background: var(--ground); }
        #search[hidden] { display: none; }
        input { font: inherit; width: 24rem; max-width: 100%; padding: .25rem .5rem; color: var(--ink); background: var(--panel);
          border: 1px solid var(--quiet); border-radius: .375rem; }
        nav ul { columns: 16rem; padding-left: 1.25rem; } section, article { scroll-margin-top: 3.5rem; }
        h3 { display: flex; flex-wrap: wrap; gap: .5rem; align-items: baseline; } h3 .tool { font-weight: 400; } .norm { font-weight: 600; }
        @media print { html { font-size: 9pt; } #search { display: none; } article { margin: .5rem 0; padding: .375rem .75rem; } }

        """
}
