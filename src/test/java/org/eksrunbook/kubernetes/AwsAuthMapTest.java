package org.eksrunbook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eksrunbook.trail.ClusterReport;
import org.eksrunbook.trail.ClusterTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ConfigMap aws-auth tells who is whom; whatever an attacker writes into it is data or a gap. */
class AwsAuthMapTest {

    @Test
    void rolesUsersAndAccountsAreRead() {
        AwsAuthMap map = AwsAuthMap.of(
                Map.of("mapRoles", """
                - rolearn: arn:aws:iam::111122223333:role/node
                  username: system:node:{{EC2PrivateDNSName}}
                  groups:
                    - system:bootstrappers
                    - system:nodes
                - roleARN: arn:aws-us-gov:iam::111122223333:role/admin
                  username: "{{AccountID}}:{{SessionName}}"
                """, "mapUsers", """
                - userarn: arn:aws:iam::111122223333:user/eve
                  username: eve
                  groups: [system:masters]
                """, "mapAccounts", "- \"012345678901\"\n- 111122223333\n"));

        assertThat(map.gaps()).isEmpty();
        assertThat(map.entries())
                .containsExactly(
                        entry(
                                "arn:aws:iam::111122223333:role/node",
                                "system:node:{{EC2PrivateDNSName}}",
                                "system:bootstrappers",
                                "system:nodes"),
                        entry("arn:aws-us-gov:iam::111122223333:role/admin", "111122223333:{{SessionName}}"),
                        entry("arn:aws:iam::111122223333:user/eve", "eve", "system:masters"));
        assertThat(map.notes()).singleElement().asString().contains("012345678901, 111122223333");
    }

    private static ClusterReport.Access entry(String arn, String user, String... groups) {
        return new ClusterReport.Access(ClusterTopic.AUTH_MAP, arn, user, List.of(groups), List.of());
    }

    @Test
    void noMapIsNoEntryAndNoGap() {
        assertThat(AwsAuthMap.of(null).entries()).isEmpty();
        assertThat(AwsAuthMap.of(null).gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1/']]",
                "{a: b",
                "just text",
                "- [[[[[[[[[[[[[[x]]]]]]]]]]]]]]",
                "- &a [x]\n- [*a,*a,*a,*a,*a,*a,*a]\n- &b [*a,*a]\n- [*b,*b,*b,*b]",
                "- rolearn: x\n  username: y\n",
                "- rolearn: \"arn:aws:iam::111122223333:role/a\\nb\"\n  username: y\n",
                "- rolearn: arn:aws:iam::111122223333:role/nobody\n",
            })
    void whatCannotBeReadIsAGap(String text) {
        AwsAuthMap map = AwsAuthMap.of(Map.of("mapRoles", text));
        assertThat(map.entries()).isEmpty();
        assertThat(map.gaps()).isNotEmpty();
    }

    @Test
    void hostileTextStaysDataAndVisible() {
        AwsAuthMap map = AwsAuthMap.of(Map.of("mapUsers", """
                - userarn: arn:aws:iam::111122223333:user/eve
                  username: "admin\\u202e<script>\\n${7*7}"
                  groups: ["a\\tb", 7, {x: y}]
                """));
        assertThat(map.entries()).singleElement().satisfies(one -> {
            assertThat(one.kubernetesUser())
                    .doesNotContain("\u202e")
                    .doesNotContain("\n")
                    .contains("<script>");
            assertThat(one.groups()).hasSize(1);
        });
    }

    @Test
    void aLongListEndsWithAGap() {
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < 1001; number++) {
            rows.append("- {rolearn: 'arn:aws:iam::111122223333:role/r")
                    .append(number)
                    .append("', username: u")
                    .append(number)
                    .append("}\n");
        }
        AwsAuthMap map = AwsAuthMap.of(Map.of("mapRoles", rows.toString()));
        assertThat(map.entries()).hasSize(1000);
        assertThat(map.gaps()).singleElement().asString().contains("more than 1000");
    }

    @Test
    void whatHoldsItselfOrIsNoAccountIsCountedAndNotLookedInto() {
        assertThat(AwsAuthMap.of(Map.of("mapAccounts", "- &a [[*a]]")).gaps())
                .containsExactly("1 entries of mapAccounts name no account");
        assertThat(AwsAuthMap.of(Map.of("mapRoles", "- &a\n  ? [*a]\n  : b")).gaps())
                .hasSize(1);
        assertThat(AwsAuthMap.of(Map.of("mapAccounts", "[" + "a,".repeat(100_000) + "a]"))
                        .gaps())
                .containsExactly("100001 entries of mapAccounts name no account");
    }
}
