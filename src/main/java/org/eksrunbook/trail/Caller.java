package org.eksrunbook.trail;

import java.util.Optional;
import org.eksrunbook.trail.Finding.Resource;

/** Who acted, as the resource that he is: calls on one's own credentials name nobody else. */
final class Caller {
    private Caller() {}

    static Optional<Resource> of(Identity who) {
        Identity.Issuer issuer = who.issuer();
        if (issuer != null && issuer.arn() != null) {
            String name = issuer.userName();
            return Optional.of(new Resource("AWS::IAM::Role", name != null ? name : issuer.arn(), issuer.arn()));
        }
        String id = who.userName() != null ? who.userName() : who.type().equals("Root") ? "root" : who.principalId();
        Arn arn = Arn.of(who.arn());
        if (arn != null && arn.service().equals("sts") && arn.kind().equals("assumed-role")) {
            return Optional.of(new Resource("AWS::IAM::Role", arn.name().replaceFirst("/.*", ""), arn.text()));
        }
        if (who.arn() != null) {
            return Optional.of(new Resource("AWS::IAM::User", id != null ? id : who.arn(), who.arn()));
        }
        return id == null ? Optional.empty() : Optional.of(new Resource("AWS::IAM::User", id, null));
    }
}
