package org.eksrunbook.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever's key was stolen goes on with his own work. */
class RoutineTest extends AttackLog {

    private static final String BACKUP = user("backup", "AKIABACKUPBACKUPBAC1");
    private static final String SNAPSHOT = "{'volumeId':'vol-1'}";

    private void onDays(String... days) {
        for (String day : days) {
            recordAt("2024-07-" + day + "T01:00:00Z", BACKUP, "ec2", "CreateSnapshot", SNAPSHOT, "null");
        }
    }

    @Test
    void whatAUserOfTheScopeDoesDayByDayFromTheSameAddressIsHisOwnWorkAndIsCounted() {
        from("10.0.4.17");
        onDays("20", "21");
        String usual = call(BACKUP, "ec2", "CreateSnapshot", SNAPSHOT, "null");
        String otherThing = call(BACKUP, "s3", "DeleteBucket", "{'bucketName':'b'}", "null");
        from("198.51.100.66");
        String elsewhere = call(BACKUP, "ec2", "CreateSnapshot", SNAPSHOT, "null");
        for (String named : new String[] {"arn:aws:iam::111122223333:user/backup", "AKIABACKUPBACKUPBAC1", "backup"}) {
            Case found = investigate(named);
            assertThat(found.findings())
                    .as(named)
                    .contains(otherThing, elsewhere)
                    .doesNotContain(usual);
            assertThat(found.statements()).anyMatch(said -> said.contains("1 calls of the owner of"));
        }
    }

    @Test
    void whatBeganInTheLastHoursBeforeTheCompromiseMayBeHisWhoCameEarlierThanWasTold() {
        from("198.51.100.66");
        recordAt("2024-07-31T20:00:00Z", BACKUP, "ec2", "CreateSnapshot", SNAPSHOT, "null");
        recordAt("2024-07-31T23:00:00Z", BACKUP, "ec2", "CreateSnapshot", SNAPSHOT, "null");
        String his = call(BACKUP, "ec2", "CreateSnapshot", SNAPSHOT, "null");
        assertThat(investigate("arn:aws:iam::111122223333:user/backup").findings())
                .contains(his);
    }

    @Test
    void whatComesOfTheUsersCallsIsNotComparedWithHisRoutine() {
        from("10.0.4.17");
        onDays("20", "21");
        from("198.51.100.66");
        call(BACKUP, "sts", "AssumeRole", assume(HOME, "ops", "x"), issued(HOME, "ops", "x", "ASIAOPSOPSOPSOPSOPS1"));
        from("10.0.4.17");
        String his = call(session(HOME, "ops", "x", "ASIAOPSOPSOPSOPSOPS1"), "ec2", "CreateSnapshot", SNAPSHOT, "null");
        assertThat(investigate("arn:aws:iam::111122223333:user/backup").findings())
                .contains(his);
    }

    @Test
    void aTaskOfHisOwnIsFollowedWhereTasksAreStartedDayByDay() {
        from("10.0.4.17");
        for (String day : new String[] {"20", "21"}) {
            runsTask("2024-07-" + day + "T01:00:00Z");
        }
        call(
                BACKUP,
                "ecs",
                "RegisterTaskDefinition",
                "{'family':'new','taskRoleArn':'arn:aws:iam::111122223333:role/tasks'}",
                "{'taskDefinition':{'revision':1}}");
        String usual = runsTask("2024-08-02T08:00:00Z");
        call(
                service("ecs-tasks.amazonaws.com"),
                "sts",
                "AssumeRole",
                assume(HOME, "tasks", "aaaa"),
                issued(HOME, "tasks", "aaaa", "ASIATASKTASKTASKTAS1"));
        String inIt = call(
                session(HOME, "tasks", "aaaa", "ASIATASKTASKTASKTAS1"),
                "iam",
                "CreateUser",
                "{'userName':'u'}",
                "null");
        assertThat(investigate("arn:aws:iam::111122223333:user/backup").findings())
                .contains(inIt)
                .doesNotContain(usual);
    }

    private String runsTask(String time) {
        return recordAt(
                time,
                BACKUP,
                "ecs",
                "RunTask",
                "{'taskDefinition':'nightly'}",
                "{'tasks':[{'taskArn':'arn:aws:ecs:us-east-1:111122223333:task/main/aaaa'}]}");
    }
}
