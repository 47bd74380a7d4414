package org.eksrunbook.aws;

import java.util.List;
import org.eksrunbook.incident.Unanswered;
import org.eksrunbook.trail.Organization;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.stereotype.Component;

/** Whether the accounts of the organization can be listed; without it accounts are numbers, and nobody can say which were not looked at. */
@Component
class OrganizationProbe implements SourceProbe {

    private final AwsInUse inUse;
    private final Organization organization;

    OrganizationProbe(AwsInUse inUse, Organization organization) {
        this.inUse = inUse;
        this.organization = organization;
    }

    @Override
    public List<Answer> probe() {
        if (!inUse.named()) {
            return List.of();
        }
        Organization.Answer answer = organization.ask(Unanswered.IS_TOLD);
        return List.of(new Answer(
                "organization",
                answer.gap() == null,
                false,
                answer.gap() == null
                        ? "The organization has " + answer.accounts().size() + " accounts"
                        : "The accounts of the organization cannot be listed, so that they have no names and nobody can say"
                                + " which were not looked at: " + answer.gap()));
    }
}
