package org.eksrunbook.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eksrunbook.awsdouble.AwsDouble;
import org.eksrunbook.incident.Scope;
import org.eksrunbook.incident.TrailSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The cluster «payments» in AWS's double, and the adapters that ask about it, wired by hand. */
final class PlayedCluster implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final String NODE = "i-0123456789abcdef0";
    private static final String ISSUER = "oidc.eks.eu-central-1.amazonaws.com/id/ABCDEF";
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

    static ScriptedService eks() {
        return new ScriptedService("eks", "eks-2017-11-01")
                .on("DescribeCluster", """
                        {"cluster":{"name":"payments","roleArn":"%scluster","status":"ACTIVE","identity":{"oidc":{"issuer":"https://%s"}},
                        "logging":{"clusterLogging":[{"types":["audit"],"enabled":false}]}}}""".formatted(ROLE, ISSUER))
                .on("ListNodegroups", "{\"nodegroups\":[\"workers\"]}")
                .on("DescribeNodegroup", "{\"nodegroup\":{\"nodeRole\":\"" + ROLE + "node\"}}")
                .on("ListFargateProfiles", "{\"fargateProfileNames\":[\"batch\"]}")
                .on("DescribeFargateProfile", "{\"fargateProfile\":{\"podExecutionRoleArn\":\"" + ROLE + "fargate\"}}")
                .on("ListAddons", "{\"addons\":[\"vpc-cni\"]}")
                .on("DescribeAddon", "{\"addon\":{\"serviceAccountRoleArn\":\"" + ROLE + "cni\"}}")
                .on("ListAccessEntries", "{\"accessEntries\":[\"" + ROLE + "admin\"]}")
                .on("DescribeAccessEntry", """
                        {"accessEntry":{"principalArn":"%sadmin","username":"sso:{{SessionName}}","kubernetesGroups":["ops"]}}""".formatted(ROLE))
                .on("ListAssociatedAccessPolicies", """
                        {"associatedAccessPolicies":[{"policyArn":"arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"}]}""")
                .on("ListPodIdentityAssociations", "{\"associations\":[{\"associationId\":\"a-1\"}]}")
                .on("DescribePodIdentityAssociation", """
                        {"association":{"associationId":"a-1","namespace":"shop","serviceAccount":"payments","roleArn":"%spod"}}""".formatted(ROLE));
    }

    static ScriptedService ec2() {
        return new ScriptedService("ec2", "ec2-2016-11-15").on("DescribeInstances", """
                {"Reservations":[{"Instances":[{"InstanceId":"%s","LaunchTime":1719792000,
                "IamInstanceProfile":{"Arn":"arn:aws:iam::111122223333:instance-profile/nodes"},
                "MetadataOptions":{"HttpTokens":"required","HttpPutResponseHopLimit":2,"HttpEndpoint":"enabled"}}]}]}""".formatted(NODE));
    }

    static ScriptedService iam() {
        String trust =
                "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Federated%22%3A%22"
                        + "arn%3Aaws%3Aiam%3A%3A111122223333%3Aoidc-provider%2F" + ISSUER.replace("/", "%2F")
                        + "%22%7D%2C%22Action%22%3A%22sts%3AAssumeRoleWithWebIdentity%22%2C%22Condition%22%3A%7B%22StringEquals%22%3A%7B%22"
                        + ISSUER.replace("/", "%2F")
                        + "%3Asub%22%3A%22system%3Aserviceaccount%3Ashop%3Areports%22%7D%7D%7D%5D%7D";
        return new ScriptedService("iam", "iam-2010-05-08")
                .on("GetInstanceProfile", """
                        {"InstanceProfile":{"Path":"/","InstanceProfileName":"nodes","InstanceProfileId":"AIPAEXAMPLEEXAMPLEXX",
                        "Arn":"arn:aws:iam::111122223333:instance-profile/nodes","CreateDate":1719792000,
                        "Roles":[%s]}}""".formatted(role("node", "%7B%7D")))
                .on("ListOpenIDConnectProviders", """
                        {"OpenIDConnectProviderList":[{"Arn":"arn:aws:iam::111122223333:oidc-provider/%s"}]}""".formatted(ISSUER))
                .on(
                        "ListRoles",
                        "{\"IsTruncated\":false,\"Roles\":[" + role("other", "%7B%7D") + "," + role("reports", trust)
                                + "]}");
    }

    private static String role(String name, String trust) {
        return """
                {"Path":"/","RoleName":"%s","RoleId":"AROAEXAMPLEEXAMPLEXX","Arn":"%s%s","CreateDate":1719792000,
                "AssumeRolePolicyDocument":"%s"}""".formatted(name, ROLE, name, trust);
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
