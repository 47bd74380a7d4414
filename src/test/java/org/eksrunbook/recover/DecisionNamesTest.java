package org.eksrunbook.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eksrunbook.incident.IncidentId;
import org.eksrunbook.incident.InvalidInput;
import org.eksrunbook.process.Person;
import org.eksrunbook.process.TaskCompletion;
import org.eksrunbook.process.TaskContext;
import org.junit.jupiter.api.Test;

/** A line of the decision is about one group or one thing, whatever names an attacker chose. */
class DecisionNamesTest {

    private static final List<Proposal> PROPOSED = List.of(
            proposal("AWS::IAM::Role", "orders", "g1"),
            proposal("AWS::IAM::User", "orders", "g2"),
            proposal("AWS::IAM::User", "g1", "g2"));

    private static Proposal proposal(String type, String id, String group) {
        return new Proposal(
                type + "|1|" + id,
                type,
                id,
                "shop",
                "modified",
                group,
                Heading.MODIFIED,
                Way.REPLACE,
                Way.KEEP,
                "proposed",
                "none",
                null,
                "",
                "none",
                "",
                null);
    }

    private static List<String> left(String name) {
        TaskContext context = new TaskContext(IncidentId.of("INC-1"), "task", "process", none -> null);
        TaskCompletion completion = new TaskCompletion(
                context,
                new Person("rita", Set.of("responders")),
                Map.of(
                        "cause",
                        "an old image",
                        "reason",
                        "ours",
                        "exceptions",
                        name,
                        "dispositions",
                        name + " = none"));
        return DecisionForm.read(completion, PROPOSED, "facts").groups().stream()
                .filter(group -> group.way().equals(Way.LEAVE))
                .flatMap(group -> group.resources().stream())
                .toList();
    }

    @Test
    void aThingThatIsCalledLikeAGroupIsNotMeantByTheGroupsName() {
        assertThat(left("g1")).containsExactly("AWS::IAM::Role|1|orders");
        assertThat(left("AWS::IAM::User g1")).containsExactly("AWS::IAM::User|1|g1");
    }

    @Test
    void aNameThatTwoThingsShareIsAFault() {
        assertThatThrownBy(() -> left("orders"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("exceptions: more than one thing is called what one of the lines says");
        assertThat(left("AWS::IAM::Role orders")).containsExactly("AWS::IAM::Role|1|orders");
    }
}
