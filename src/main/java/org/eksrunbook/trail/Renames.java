package org.eksrunbook.trail;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Users of IAM that were given another name or path (IAM API reference, UpdateUser): the keys, the password and the unique id stay, the ARN does not. From
 * then on the old name is nobody's, or another user's.
 */
final class Renames {

    /** So many renames are followed; more are made to be lost in. */
    private static final int MOST = 1000;

    /** @param path the new one; {@code null}: it stays */
    private record Rename(
            Instant time,
            String account,
            String from,
            String to,
            @Nullable String path,
            String event) {

        boolean isOf(String arn) {
            return Arns.isUser(arn) && account.equals(Arns.account(arn)) && from.equals(Arns.name(arn));
        }

        String of(String arn) {
            String head = arn.substring(0, arn.indexOf(":user/") + ":user".length());
            String own = arn.substring(head.length(), arn.length() - from.length());
            return head + (path == null ? own : path) + to;
        }
    }

    private final Suspects suspects;
    // When a suspect who is known by a later name got it.
    private final Map<String, Instant> got = new HashMap<>();
    private final Set<Rename> all = new TreeSet<>(Comparator.comparing(Rename::time)
            .thenComparing(Rename::event)
            .thenComparing(Rename::account)
            .thenComparing(Rename::from));

    Renames(Suspects suspects) {
        this.suspects = suspects;
    }

    /** Whoever made the call: a suspect goes on under the new name. */
    void see(Sighting sighting) {
        Rename rename = rename(sighting);
        if (rename == null || all.size() >= MOST && !all.contains(rename)) {
            return;
        }
        all.add(rename);
        String by = Objects.requireNonNull(sighting.event()).identity().principal();
        for (Suspect suspect : List.copyOf(suspects.all())) {
            String arn = arnOf(suspect, rename);
            if (arn != null && isSince(suspect, rename) && suspect.hasNameAt(rename.time())) {
                follow(suspect, arn, rename, by, sighting);
            }
        }
    }

    private void follow(Suspect suspect, String arn, Rename rename, String by, Sighting sighting) {
        String now = rename.of(arn);
        String how = "called " + arn + " before, renamed by " + by;
        if (suspect.type().equals(IdentitiesMade.LOGIN)) {
            // Sessions go on under the new name.
            ConsoleWork work = new ConsoleWork(rename.account(), rename.to(), suspect.since());
            Suspect login = IdentitiesMade.login(now, work, how, suspect.confidence(), rename.time());
            suspects.add(login).because(sighting.eventId());
        } else {
            Suspect renamed = Suspect.found(now, now, "user", how, suspect.confidence(), rename.time())
                    .knownBy(
                            Token.ARN.of(now),
                            Token.ISSUER_ARN.of(now),
                            Token.SWITCHED_FROM.of(now),
                            Token.KUBERNETES_USER.of(now));
            suspects.add(renamed).because(sighting.eventId()).takesName(rename.time());
            got.putIfAbsent(renamed.key(), rename.time());
        }
        // A bare name of the scope may be a role's, too.
        if (!rename.from().equals(rename.to()) && !suspect.type().equals("name")) {
            suspect.losesName(rename.time());
        }
    }

    /**
     * Whether the rename was after he came up. Of renames within one second the logs do not tell which was first: whoever got a name in it is not whoever gave it
     * up.
     */
    private boolean isSince(Suspect suspect, Rename rename) {
        Instant since = suspect.since();
        return since == null || !since.isAfter(rename.time()) && !rename.time().equals(got.get(suspect.key()));
    }

    /** The ARN under which the suspect was renamed; {@code null}: it is somebody else. */
    private static @Nullable String arnOf(Suspect suspect, Rename rename) {
        if (suspect.isLeftOut()) {
            return null;
        }
        return switch (suspect.type()) {
            case "user", IdentitiesMade.LOGIN ->
                suspect.arn() != null && rename.isOf(suspect.arn()) ? suspect.arn() : null;
            case "name" -> {
                String arn = suspect.arn() == null ? Arns.user("aws", rename.account(), suspect.id()) : suspect.arn();
                yield rename.isOf(arn) ? arn : null;
            }
            default -> null;
        };
    }

    /** A user whom the attacker renamed is not the attacker by that; the name is to be put back. */
    void byAttacker(Sighting sighting, EventRecord event) {
        Rename rename = rename(sighting);
        if (rename == null) {
            return;
        }
        String was = Arns.user(Arns.partition(event.identity().arn()), rename.account(), rename.from());
        String now = rename.of(was);
        boolean his = suspects.all().stream()
                .anyMatch(one -> !one.isLeftOut() && one.type().equals("user") && now.equals(one.id()));
        if (!his) {
            suspects.consider(
                    sighting,
                    now,
                    "was called " + was
                            + " until the attacker renamed it: put the name back; its own calls are not the attacker's by that alone");
        }
    }

    /** The names that lead to one another by renames, this one among them. */
    Set<String> namesOf(String account, String name) {
        Set<String> names = new LinkedHashSet<>(Set.of(name));
        for (boolean more = true; more; ) {
            more = false;
            for (Rename rename : all) {
                if (rename.account().equals(account)
                        && (names.contains(rename.from()) || names.contains(rename.to()))) {
                    more |= names.add(rename.from()) | names.add(rename.to());
                }
            }
        }
        return names;
    }

    /** What was not followed, in a sentence; empty where all was. */
    Optional<String> told() {
        return all.size() < MOST
                ? Optional.empty()
                : Optional.of(
                        "Users were renamed " + MOST
                                + " times or more: later renames were not followed, and a user may have another name than stands here.");
    }

    /** By which ARN a suspect is called now; {@code null}: by the one he is known by. */
    @Nullable
    String nameNow(Suspect suspect) {
        String arn = suspect.arn();
        for (Rename rename : all) {
            if (arn != null && isSince(suspect, rename) && rename.isOf(arn)) {
                arn = rename.of(arn);
            }
        }
        return Objects.equals(arn, suspect.arn()) ? null : arn;
    }

    private static @Nullable Rename rename(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event == null
                || event.time() == null
                || !sighting.tookEffect()
                || !event.name().equals("UpdateUser")
                || !event.source().equals("iam.amazonaws.com")) {
            return null;
        }
        String from = Json.text(event.request(), "userName");
        String to = Json.text(event.request(), "newUserName");
        String path = Json.text(event.request(), "newPath");
        boolean isPath = path == null || path.startsWith("/") && path.endsWith("/");
        if (from == null || !isName(from) || to != null && !isName(to) || !isPath) {
            return null;
        }
        String name = to == null ? from : to;
        return name.equals(from) && path == null
                ? null
                : new Rename(event.time(), event.accountId(), from, name, path, sighting.eventId());
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.indexOf('/') < 0;
    }
}
