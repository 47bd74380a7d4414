package org.eksrunbook.eradicate;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eksrunbook.action.LivePrincipal;
import org.eksrunbook.trail.Category;
import org.eksrunbook.trail.Finding;
import org.jspecify.annotations.Nullable;

/** When each principal of the attack last did something that took effect, or was last made, changed or let in. */
final class LastActs {

    private static final Pattern ROLE =
            Pattern.compile("arn:[^:]*:iam::(\\d{12}):role/(?:.*/)?([^/]+)", Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("arn:[^:]*:sts::(\\d{12}):assumed-role/([^/]+)/.*", Pattern.DOTALL);

    private final Map<String, Instant> latest = new HashMap<>();

    /** An act of whoever is named as its caller, and of what it made or changed. */
    void add(Finding finding) {
        Instant time = time(finding);
        if (time == null || !finding.effective()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(finding.principal());
        names.add(finding.accessKeyId());
        names.add(role(SESSION, finding.principal()));
        if (finding.is(Category.CREATED) || finding.is(Category.MODIFIED) || finding.is(Category.IDENTITY)) {
            finding.resources().forEach(one -> {
                names.add(one.id());
                names.add(one.arn());
            });
        }
        names.remove(null);
        names.forEach(name -> latest.merge(name, time, LastActs::later));
    }

    /** Null where no act of it is known. */
    @Nullable
    Instant of(LivePrincipal principal) {
        Instant last = null;
        for (String name : new String[] {principal.id(), principal.arn(), role(ROLE, principal.arn())}) {
            Instant act = name == null ? null : latest.get(name);
            last = last == null ? act : act == null ? last : later(last, act);
        }
        return last;
    }

    private static @Nullable String role(Pattern form, @Nullable String arn) {
        Matcher parts = form.matcher(Objects.requireNonNullElse(arn, ""));
        return parts.matches() ? "role " + parts.group(1) + "/" + parts.group(2) : null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What the log wrote as a time may be none. */
    private static @Nullable Instant time(Finding finding) {
        try {
            return Instant.parse(finding.eventTime());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
