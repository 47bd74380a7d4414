package org.eksrunbook.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.SourceProbe;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Whose credentials the server has, and whether its reading role can be taken in its own account; only where a setting asks for AWS at all. */
@Component
@Lazy
class CredentialsProbe implements SourceProbe {

    private final StsClient sts;
    private final ReadingRoles roles;
    private final AwsSettings settings;
    private final AwsInUse inUse;
    private final String account;

    CredentialsProbe(
            @Lazy StsClient stsClient,
            @Lazy ReadingRoles roles,
            AwsSettings settings,
            AwsInUse inUse,
            @Value("${runbook.aws.account:}") String account) {
        this.account = OwnAccount.number(account);
        this.sts = stsClient;
        this.roles = roles;
        this.settings = settings;
        this.inUse = inUse;
    }

    @Override
    public List<Answer> probe() {
        if (!inUse.named()) {
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        try {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();
            Optional<String> foreign = OwnAccount.refuses(account, caller);
            if (foreign.isPresent()) {
                answers.add(new Answer("aws-credentials", false, true, foreign.get()));
                return answers;
            }
            answers.add(new Answer("aws-credentials", true, false, "The server is " + VisibleText.of(caller.arn())));
            answers.add(role(caller));
        } catch (SdkException failed) {
            answers.add(new Answer("aws-credentials", false, false, AwsReasons.of(failed)));
        }
        return answers;
    }

    private Answer role(GetCallerIdentityResponse caller) {
        if (settings.readingRole() == null) {
            return new Answer(
                    "aws-reading-role",
                    false,
                    false,
                    "Only account " + caller.account() + " can be asked: set runbook.aws.reading-role for others");
        }
        try {
            roles.tryOwn(caller.account());
            return new Answer(
                    "aws-reading-role",
                    true,
                    false,
                    "The reading role of account " + caller.account() + " can be taken");
        } catch (SdkException | WrongAccount | IllegalArgumentException failed) {
            return new Answer(
                    "aws-reading-role",
                    false,
                    false,
                    "The reading role of account " + caller.account()
                            + " cannot be taken (sts:AssumeRole, its trust policy): " + AwsReasons.of(failed));
        }
    }
}
