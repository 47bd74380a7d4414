package org.eksrunbook.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * With whose earlier calls a call is compared. Those of a whole role, where all its sessions were looked for; else those of the session or user alone, or of the
 * one key: of what nobody looked for nothing is known, and it must not look new for that. Who is known in a cluster's log is compared with that log.
 *
 * @param name as the logs write it
 */
record Whom(String source, String name) {

    /** All by whom an event may be compared. */
    static List<Whom> all(Sighting sighting) {
        List<Whom> all = new ArrayList<>();
        for (Whom one : new Whom[] {whole(sighting), own(sighting), key(sighting)}) {
            if (one != null && !all.contains(one)) {
                all.add(one);
            }
        }
        return all;
    }

    /** @param lookedFor tokens of which all events were read */
    static Whom of(Sighting sighting, Set<String> lookedFor) {
        Whom whole = whole(sighting);
        Whom key = key(sighting);
        boolean byWhole = false;
        boolean byKey = false;
        boolean otherwise = false;
        for (String token : sighting.acting()) {
            if (lookedFor.contains(token)) {
                byWhole |= isOfWhole(token, sighting);
                byKey |= Token.KEY.is(token);
                otherwise |= !Token.KEY.is(token);
            }
        }
        return whole != null && byWhole ? whole : key != null && byKey && !otherwise ? key : own(sighting);
    }

    private static boolean isOfWhole(String token, Sighting sighting) {
        EventRecord event = sighting.event();
        Identity.Issuer issuer = event == null ? null : event.identity().issuer();
        boolean nameOfRole =
                issuer != null && issuer.userName() != null && token.equals(Token.NAME.of(issuer.userName()));
        return Token.ISSUER_ARN.is(token) || Token.ISSUER_ID.is(token) || Token.ROLE.is(token) || nameOfRole;
    }

    /** The role or user behind a session. Of a permission set the session is the person, and the role everybody who has it. */
    private static @Nullable Whom whole(Sighting sighting) {
        EventRecord event = sighting.event();
        AuditEvent audit = sighting.audit();
        if (audit != null) {
            String role = audit.extra().path("canonicalArn").path(0).asText("");
            return role.isEmpty() ? null : new Whom(Finding.KUBERNETES, role);
        }
        Identity.Issuer issuer = event == null ? null : event.identity().issuer();
        return issuer == null || issuer.arn() == null || IdentityCenter.isRole(issuer.arn())
                ? null
                : new Whom(Finding.CLOUDTRAIL, issuer.arn());
    }

    private static Whom own(Sighting sighting) {
        EventRecord event = sighting.event();
        if (event != null) {
            return new Whom(Finding.CLOUDTRAIL, event.identity().principal());
        }
        AuditEvent audit = sighting.audit();
        return new Whom(Finding.KUBERNETES, audit == null ? "" : audit.user());
    }

    /** Keys of sessions end with them: nobody has one from long before. */
    private static @Nullable Whom key(Sighting sighting) {
        String key =
                sighting.event() == null ? null : sighting.event().identity().accessKeyId();
        return key == null || !key.startsWith("AKIA") ? null : new Whom(Finding.CLOUDTRAIL, key);
    }
}
