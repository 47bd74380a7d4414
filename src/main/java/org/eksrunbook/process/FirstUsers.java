package org.eksrunbook.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.eksrunbook.evidence.PrivateFolders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The users of the very first start, one in each group. A password comes from {@code RUNBOOK_PASSWORD_<USER>} or is made
 * up and written to {@code initial-users.txt}, which its owner alone may read.
 */
@Component
class FirstUsers {

    private static final Logger LOG = LoggerFactory.getLogger(FirstUsers.class);
    private static final String ADMINISTRATOR = "admin";
    private static final Map<String, String> USERS = Map.of(
            "responder",
            Group.RESPONDERS,
            "approver",
            Group.APPROVERS,
            "manager",
            Group.MANAGERS,
            "owner",
            Group.OWNERS,
            "forensic",
            Group.FORENSICS,
            ADMINISTRATOR,
            Group.ADMINISTRATORS);
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private final IdentityService identities;
    private final Environment environment;
    private final Path folder;
    private final Path file;
    private final SecureRandom random = new SecureRandom();

    FirstUsers(IdentityService identities, Environment environment, @Value("${runbook.data-dir}") Path dataDir) {
        this.identities = identities;
        this.environment = environment;
        this.folder = dataDir;
        this.file = dataDir.resolve("initial-users.txt");
    }

    /** On an empty database: creates the users. Otherwise only brings back an administrator that is asked for and missing. */
    void establish() {
        if (identities.createUserQuery().count() == 0) {
            List<String> lines = new ArrayList<>();
            new TreeMap<>(USERS).forEach((user, group) -> create(user, group, lines));
            write(lines);
        } else if (!hasAdministrator() && given(ADMINISTRATOR) != null) {
            if (identities.createUserQuery().userId(ADMINISTRATOR).count() > 0) {
                identities.deleteUser(ADMINISTRATOR);
            }
            create(ADMINISTRATOR, Group.ADMINISTRATORS, new ArrayList<>());
        }
    }

    /**
     * While there is no administrator, the engine lets anyone make one.
     *
     * @throws IllegalStateException where there is none
     */
    void requireAdministrator() {
        if (!hasAdministrator()) {
            throw new IllegalStateException(
                    "No user is in the group camunda-admin: set RUNBOOK_PASSWORD_ADMIN and start"
                            + " again, which makes the user admin anew. The server does not start without an administrator.");
        }
    }

    private boolean hasAdministrator() {
        return identities.createGroupQuery().groupId(Group.ADMINISTRATORS).count() == 1
                && identities
                                .createUserQuery()
                                .memberOfGroup(Group.ADMINISTRATORS)
                                .count()
                        > 0;
    }

    private void create(String name, String group, List<String> lines) {
        String given = given(name);
        String password = given == null ? madeUp() : given;
        User user = identities.newUser(name);
        user.setFirstName(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        user.setLastName("(first user)");
        user.setPassword(password);
        // The operator's own choice counts, even a short one: the policy is for passwords that people set for
        // themselves.
        ((IdentityServiceImpl) identities).saveUser(user, true);
        identities.createMembership(name, group);
        if (given == null) {
            lines.add(name + "\t" + password + "\t" + group);
        }
    }

    private @Nullable String given(String user) {
        String password = environment.getProperty("RUNBOOK_PASSWORD_" + user.toUpperCase(Locale.ROOT));
        return password == null || password.isEmpty() ? null : password;
    }

    /** 22 of 55 characters: more than 120 bits; a dash and a digit satisfy the policy. */
    private String madeUp() {
        StringBuilder password = new StringBuilder();
        for (int position = 0; position < 22; position++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.insert(11, "-7").toString();
    }

    private void write(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            PrivateFolders.create(folder);
            Files.deleteIfExists(file);
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n"));
            }
            LOG.info("First users and their passwords: {}", file.toAbsolutePath());
        } catch (IOException full) {
            throw new IllegalStateException("The first users' passwords cannot be written to " + file, full);
        }
    }
}
