package org.eksrunbook.trail;

import java.util.Optional;
import org.eksrunbook.trail.Finding.Resource;
import org.jspecify.annotations.Nullable;

/** Who acted, as the resource that he is: calls on one's own credentials name nobody else. */
final class Caller {
    private static final String USER = "AWS::IAM::User";

    private Caller() {}

    static Optional<Resource> of(Identity who) {
        Identity.Issuer issuer = who.issuer();
        if (issuer != null && issuer.arn() != null) {
            String name = issuer.userName();
            String type = Arns.isUser(issuer.arn()) ? USER : "AWS::IAM::Role";
            return Optional.of(new Resource(type, name != null ? name : issuer.arn(), issuer.arn()));
        }
        Arn arn = Arn.of(who.arn());
        if (arn != null && arn.service().equals("sts") && arn.kind().equals("assumed-role")) {
            String role = arn.name().replaceFirst("/.*", "");
            return Optional.of(new Resource("AWS::IAM::Role", role, Arns.role(arn.partition(), arn.account(), role)));
        }
        String name = isCalledSo(who, arn) ? who.userName() : null;
        if (isOfPortal(who)) {
            return portal(who, name);
        }
        return switch (who.type()) {
            case "SAMLUser", "WebIdentityUser", "Directory" -> Optional.empty();
            default -> user(who, name);
        };
    }

    private static boolean isCalledSo(Identity who, @Nullable Arn arn) {
        String name = who.userName();
        return !Withheld.is(name) || arn != null && name != null && arn.isOf(name);
    }

    /** Whether a user of IAM Identity Center acted; older records have no type for him. */
    static boolean isOfPortal(Identity who) {
        return who.type().equals("Unknown") || who.type().equals("IdentityCenterUser");
    }

    /** Somebody of IAM Identity Center, as whom no IAM user of the same name may be taken. */
    private static Optional<Resource> portal(Identity who, @Nullable String name) {
        String id = Json.text(who.onBehalfOf(), "userId");
        return Optional.ofNullable(id != null ? id : name)
                .map(known -> new Resource("AWS::IdentityStore::User", known, null));
    }

    private static Optional<Resource> user(Identity who, @Nullable String name) {
        String id = name != null ? name : who.type().equals("Root") ? "root" : who.principalId();
        String arn = Arn.of(who.arn()) == null ? null : who.arn();
        String known = id != null ? id : arn;
        return Optional.ofNullable(known).map(user -> new Resource(USER, user, arn));
    }
}
