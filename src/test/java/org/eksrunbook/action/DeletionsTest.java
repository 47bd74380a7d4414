package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the tables makes a command. */
class DeletionsTest {

    static Stream<String> types() {
        return TypeTable.read("/action/deletions.csv").keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeOfTheTableHasCommandCheckAndPicture(String type) {
        String name = type.matches("AWS::EKS::(Nodegroup|FargateProfile|Addon)")
                ? "prod|x"
                : type.equals("AWS::S3::Object") ? "b/k" : "x";
        String group = type.equals("AWS::Scheduler::Schedule") ? "g/" : "";
        String arn = "arn:aws:x:eu-central-1:111122223333:x/" + group + name;
        @Nullable String useArn = type.startsWith("AWS::S3::") || type.startsWith("AWS::EKS::") ? null : arn;
        Action action = new Deletions().of(new ResourceRef(type, name, useArn, "111122223333", "eu-central-1"), "why");
        assertThat(action.commands())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line.text()).matches("(wholly )?aws .*").doesNotContain("{"));
        assertThat(action.check().command()).startsWith("aws ").doesNotContain("{");
        assertThat(action.check().expected()).isNotBlank();
        assertThat(action.before()).isNotEmpty();
    }

    @Test
    void whatHasTheNameOfAThingInTheDefaultBusOrGroupIsDeletedWhereItIs() {
        String where = ":eu-central-1:111122223333:";
        assertThat(deletion("AWS::Events::Rule", "nightly", "arn:aws:events" + where + "rule/evil/nightly"))
                .contains("delete-rule --force --event-bus-name evil --name nightly");
        assertThat(deletion("AWS::Events::Rule", "nightly", "arn:aws:events" + where + "rule/nightly"))
                .contains("--event-bus-name default --name nightly");
        assertThat(deletion(
                        "AWS::Scheduler::Schedule",
                        "evil/nightly",
                        "arn:aws:scheduler" + where + "schedule/evil/nightly"))
                .isEqualTo("aws scheduler delete-schedule --group-name evil --name nightly --region eu-central-1");
        assertThat(deletion("AWS::Scheduler::Schedule", "nightly", null)).contains("no log told its schedule group");
        assertThat(deletion("AWS::Events::Rule", "nightly", null)).contains("no log told its event bus");
    }

    private static String deletion(String type, String id, @Nullable String arn) {
        return new Deletions()
                .of(new ResourceRef(type, id, arn, "111122223333", "eu-central-1"), "why")
                .commandText();
    }
}
