package org.eksrunbook.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eksrunbook.incident.VisibleText;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Roles that trust the cluster's OIDC provider, and for which service accounts (IRSA): read from the trust policies, so that they are known without
 * the Kubernetes API, and also where an annotation was changed since.
 */
final class WebIdentityRoles {

    private static final int MOST = 5000;
    private static final String SUBJECT = "system:serviceaccount:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IamClient iam;
    private final ClusterAnswers answers;

    WebIdentityRoles(IamClient iam, ClusterAnswers answers) {
        this.iam = iam;
        this.answers = answers;
    }

    void read(Cluster cluster) {
        if (cluster.identity() == null
                || cluster.identity().oidc() == null
                || cluster.identity().oidc().issuer() == null) {
            answers.gap(
                    cluster.name() == null
                            ? "the cluster's issuer of tokens is not known"
                            : "the cluster has no issuer of tokens");
            return;
        }
        String issuer = cluster.identity().oidc().issuer().replaceFirst("^https://", "");
        answers.issuer(issuer);
        List<String> providers = CallFailed.naming(AwsCall.IAM_OIDC_PROVIDERS, () -> iam.listOpenIDConnectProviders())
                .openIDConnectProviderList()
                .stream()
                .map(OpenIDConnectProviderListEntry::arn)
                .filter(arn -> arn.endsWith(":oidc-provider/" + issuer))
                .toList();
        if (providers.isEmpty()) {
            // No provider, no role by web identity: that is an answer.
            return;
        }
        TokenPages.Rows<Role> roles = answers.list(AwsCall.IAM_ROLES, MOST, token -> {
            var page = CallFailed.naming(
                    AwsCall.IAM_ROLES,
                    () -> iam.listRoles(request -> request.marker(token).maxItems(1000)));
            return new TokenPages.Page<>(page.roles(), Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null);
        });
        if (!roles.whole()) {
            answers.gap("there are more than " + roles.rows().size() + " roles, the others were not read");
        }
        roles.rows().forEach(role -> role(role, providers.get(0), issuer));
    }

    private void role(Role role, String provider, String issuer) {
        String policy = role.assumeRolePolicyDocument();
        if (policy == null || !policy.contains("oidc-provider")) {
            return;
        }
        try {
            JsonNode statements = JSON.readTree(URLDecoder.decode(policy, StandardCharsets.UTF_8))
                    .path("Statement");
            for (JsonNode statement :
                    statements.isArray() ? statements : JSON.createArrayNode().add(statements)) {
                if (values(statement.path("Principal").path("Federated")).contains(provider)) {
                    statement(role, statement, issuer);
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            answers.gap("the trust policy of " + VisibleText.of(role.arn()) + " cannot be read");
        }
    }

    private void statement(Role role, JsonNode statement, String issuer) {
        List<String> subjects = new ArrayList<>();
        statement.path("Condition").fields().forEachRemaining(operator -> {
            if (operator.getKey().matches("(ForAnyValue:)?String(Equals|Like)(IgnoreCase)?")) {
                subjects.addAll(values(operator.getValue().path(issuer + ":sub")));
            }
        });
        if (subjects.isEmpty()) {
            // Without a condition on the subject every service account of the cluster can take the role.
            subjects.add(SUBJECT + "*:*");
        }
        for (String subject : subjects) {
            String[] parts = subject.split(":", -1);
            boolean whole = subject.equals("*") || subject.equals(SUBJECT + "*");
            boolean anyName = parts.length == 3 && subject.startsWith(SUBJECT) && subject.endsWith("*");
            if (!whole && !anyName && !(parts.length == 4 && subject.startsWith(SUBJECT))) {
                if (subject.indexOf('*') >= 0 || subject.indexOf('?') >= 0) {
                    answers.gap("the trust policy of " + VisibleText.of(role.arn()) + " lets in «"
                            + VisibleText.of(subject) + "»: look whether the service account is among them");
                }
            } else {
                answers.account(new ClusterReport.Account(
                        ClusterTopic.WEB_IDENTITY,
                        whole ? "*" : parts[2],
                        whole || anyName ? "*" : parts[3],
                        role.arn(),
                        "trust policy of the role (IAM), " + subject));
            }
        }
    }

    private static List<String> values(JsonNode node) {
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asText()));
        } else if (node.isTextual()) {
            values.add(node.asText());
        }
        return values;
    }
}
