package org.eksrunbook.gameday;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.Environment;

/**
 * The passwords of the users of the first start, by name: those that {@code RUNBOOK_PASSWORD_<USER>} gives, else those of
 * {@code initial-users.txt}.
 */
record FirstPasswords(Map<String, String> byUser, Path file) {
    private static final List<String> USERS = List.of("responder", "approver", "manager", "owner", "forensic", "admin");

    static FirstPasswords of(Path dataDir, Environment environment) {
        Path file = dataDir.resolve("initial-users.txt");
        Map<String, String> passwords = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    String[] fields = line.split("\t", -1);
                    if (fields.length >= 2) {
                        passwords.put(fields[0], fields[1]);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
        for (String user : USERS) {
            String given = environment.getProperty("RUNBOOK_PASSWORD_" + user.toUpperCase(Locale.ROOT), "");
            if (!given.isEmpty()) {
                passwords.put(user, given);
            }
        }
        return new FirstPasswords(Map.copyOf(passwords), file);
    }

    String of(String user) {
        String password = byUser.get(user);
        if (password == null) {
            throw new GamedayFailure(
                    "The password of the user " + user + " is not known: neither " + file + " nor RUNBOOK_PASSWORD_"
                            + user.toUpperCase(Locale.ROOT) + " names it.",
                    "Set RUNBOOK_PASSWORD_" + user.toUpperCase(Locale.ROOT)
                            + " to that user's password and start again.");
        }
        return password;
    }
}
