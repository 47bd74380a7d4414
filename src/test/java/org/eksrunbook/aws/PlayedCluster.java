package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.awsdouble.Ec2Double;
import org.eksrunbook.awsdouble.EksDouble;
import org.eksrunbook.awsdouble.IamDouble;
import org.eksrunbook.awsdouble.ScriptedService;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The cluster «payments» in AWS's double, and the adapters that ask about it, wired by hand. */
final class PlayedCluster implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final String NODE = "i-0123456789abcdef0";
    static final String ISSUER = "oidc.eks.eu-central-1.amazonaws.com/id/ABCDEF";
    private static final String ROLE = "arn:aws:iam::111122223333:role/";

    final AwsDouble aws;
    final AccountClients clients;
    final AwsInUse inUse;
    private final SdkHttpClient connections = ApacheHttpClient.create();
    private final StsClient sts;
    private final ReadingRoles roles;

    PlayedCluster() {
        this("999999999999");
    }

    /** @param serverAccount account of the server's own credentials */
    PlayedCluster(String serverAccount) {
        aws = new AwsDouble(serverAccount).with(eks()).with(ec2()).with(iam()).chain("eu-central-1");
        AwsSettings settings =
                new AwsSettings("incident-reader", null, "calls", Duration.ofSeconds(5), Duration.ofSeconds(10));
        ClientSetup setup = new ClientSetup(settings, connections);
        sts = setup.own(StsClient.builder()).build();
        roles = new ReadingRoles(settings, sts, setup, Clock.systemUTC());
        clients = new AccountClients(roles, setup);
        inUse = new AwsInUse(settings, "auto", "", "", "archive");
    }

    static Scope scope() {
        return new Scope(
                1,
                ACCOUNT,
                List.of(),
                "eu-central-1",
                Instant.parse("2024-08-02T08:00:00Z"),
                Instant.parse("2024-08-03T08:00:00Z"),
                90,
                "payments",
                "shop",
                null,
                List.of("payments-7d-x"),
                List.of(NODE),
                List.of(),
                TrailSource.ARCHIVE,
                null);
    }

    static EksDouble eks() {
        return new EksDouble().with(ACCOUNT, REGION, ScriptedService.json("""
                {"cluster":{"name":"payments","roleArn":"{role}cluster","status":"ACTIVE","identity":{"oidc":{"issuer":"https://{issuer}"}},
                 "logging":{"clusterLogging":[{"types":["audit"],"enabled":false}]}},
                "nodegroups":[{"nodegroupName":"workers","nodeRole":"{role}node"}],
                "fargateProfiles":[{"fargateProfileName":"batch","podExecutionRoleArn":"{role}fargate"}],
                "addons":[{"addonName":"vpc-cni","serviceAccountRoleArn":"{role}cni"}],
                "accessEntries":[{"principalArn":"{role}admin","username":"sso:{{SessionName}}","kubernetesGroups":["ops"],
                 "policies":[{"policyArn":"arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"}]}],
                "podIdentities":[{"associationId":"a-1","namespace":"shop","serviceAccount":"payments","roleArn":"{role}pod"}]}""".replace("{role}", ROLE)
                .replace("{issuer}", ISSUER)));
    }

    static Ec2Double ec2() {
        return new Ec2Double(REGION).instance(ACCOUNT, REGION, ScriptedService.json("""
                {"InstanceId":"%s","LaunchTime":1719792000,"Tags":[{"Key":"kubernetes.io/cluster/payments","Value":"owned"}],
                "IamInstanceProfile":{"Arn":"arn:aws:iam::111122223333:instance-profile/nodes"},
                "MetadataOptions":{"HttpTokens":"required","HttpPutResponseHopLimit":2,"HttpEndpoint":"enabled"}}""".formatted(NODE)));
    }

    static IamDouble iam() {
        return new IamDouble()
                .role(ACCOUNT, "/", "node", ScriptedService.json("{}"))
                .role(ACCOUNT, "/", "other", ScriptedService.json("{}"))
                .role(ACCOUNT, "/", "reports", ScriptedService.json("""
                        {"Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/{issuer}"},
                        "Action":"sts:AssumeRoleWithWebIdentity",
                        "Condition":{"StringEquals":{"{issuer}:sub":"system:serviceaccount:shop:reports"}}}]}""".replace("{issuer}", ISSUER)))
                .instanceProfile(ACCOUNT, "nodes", "node")
                .oidcProvider(ACCOUNT, ISSUER);
    }

    @Override
    public void close() {
        clients.close();
        roles.close();
        sts.close();
        connections.close();
        AwsDouble.away();
        aws.close();
    }
}
