package org.eksrunbook.gameday;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** What a person at the console reads once the game day runs. */
final class Welcome {
    /** How the incident was found. */
    enum Situation {
        STARTED("was started. It arrived as a GuardDuty finding: somebody without a name read your cluster."),
        GOES_ON("was there already and goes on where it stood."),
        CLOSED(
                "is closed: its report is on the case's page. For a new one stop the server and remove the data folder.");

        private final String words;

        Situation(String words) {
            this.words = words;
        }
    }

    private static final Map<String, String> ROLES = Map.of(
            "responder", "works on the incident, in Tasklist",
            "approver", "approves what changes anything, in Tasklist",
            "manager", "follows in Cockpit, signs the report off",
            "owner", "owns the applications orders, customer-data, storefront",
            "forensic", "examines what was kept",
            "admin", "users and engine");

    private Welcome() {}

    static void print(PrintStream out, URI base, String id, Situation situation, FirstPasswords passwords) {
        String line = "=".repeat(96);
        out.println();
        out.println(line);
        out.println(" Game day: the incident " + id + " " + situation.words);
        out.println();
        out.println(" Tasklist   " + base.resolve("camunda/app/tasklist/default/"));
        out.println(" Cockpit    " + base.resolve("camunda/app/cockpit/default/"));
        out.println(" The case   " + base.resolve("incidents/" + id));
        out.println();
        out.println(" Log in as");
        for (String user : List.of("responder", "approver", "manager", "owner", "forensic", "admin")) {
            String password = passwords.byUser().getOrDefault(user, "(yours)");
            out.printf("   %-10s %-26s %s%n", user, password, ROLES.getOrDefault(user, ""));
        }
        if (Files.exists(passwords.file())) {
            out.println(" The made-up passwords stand in "
                    + passwords.file().toAbsolutePath().normalize());
        }
        out.println();
        out.println(" Step by step: docs/game-day.md. Stop with Ctrl+C; the next start goes on.");
        out.println(line);
        out.println();
    }
}
