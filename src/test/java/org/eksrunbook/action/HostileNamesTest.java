package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eksrunbook.asset.ResourceRef;
import org.eksrunbook.gameday.HostileTexts;
import org.eksrunbook.incident.IncidentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names come from logs that the attacker writes to: each runs through a real shell, with a stand-in for every command. */
class HostileNamesTest {

    private static final List<String> TYPES = List.of(
            "AWS::IAM::User",
            "AWS::IAM::Role",
            "AWS::IAM::AccessKey",
            "AWS::EC2::Instance",
            "AWS::S3::Bucket",
            "AWS::S3::Object",
            "AWS::Lambda::Function",
            "AWS::SecretsManager::Secret",
            "AWS::SSM::Parameter",
            "AWS::CloudFormation::Stack",
            "AWS::Location::Map",
            "AWS::Nowhere::Thing",
            "AWS::DynamoDB::Table",
            "AWS::RDS::DBInstance",
            "AWS::EC2::Volume",
            "AWS::KMS::Key",
            "Kubernetes::Pod",
            "Kubernetes::Deployment",
            "Kubernetes::ClusterRoleBinding",
            "AWS::EKS::AccessEntry",
            "AWS::AutoScaling::AutoScalingGroup");

    @TempDir
    Path folder;

    private final Remedies remedies = new Remedies();

    static List<String> hostile() {
        List<String> all = new ArrayList<>(HostileTexts.ALL);
        all.addAll(List.of(
                "x'; touch pwned; '",
                "x\"; touch pwned; \"",
                "$(touch pwned)",
                "`touch pwned`",
                "x\ntouch pwned\n#",
                "x\r\ntouch pwned",
                "x; touch pwned",
                "x | touch pwned",
                "x && touch pwned",
                "x > pwned",
                "a/$(touch pwned)",
                "'\\''; touch pwned #",
                "x\u2028touch pwned",
                "${IFS}touch${IFS}pwned",
                "* ? [a-z]",
                "!!",
                "~root"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noNameBreaksOutOfItsCommand(String name) throws Exception {
        StringBuilder script = new StringBuilder("set -euf -o pipefail\n");
        for (Action action : all(name)) {
            action.before().forEach(line -> script.append(line).append('\n'));
            action.commands().forEach(line -> script.append(line.text()).append('\n'));
            action.undo().forEach(line -> script.append(line).append('\n'));
            script.append(action.check().command()).append('\n');
            action.manual()
                    .lines()
                    .forEach(line ->
                            script.append("# ").append(ShellWords.oneLine(line)).append('\n'));
        }
        run(script.toString());
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aNameArrivesAsItIsWritten(String name) throws Exception {
        run("set -f\naws iam get-user --user-name=" + ShellWords.quote(name) + "\n");
        assertThat(Files.readString(folder.resolve("arguments"), StandardCharsets.UTF_8))
                .isEqualTo("iam\0get-user\0--user-name=" + name + "\0");
    }

    @Test
    void whatTheCliWouldReadAsAFileAnAddressOrAListStandsInNoCommand() {
        for (String name : List.of(
                "file:///etc/passwd",
                "fileb://x",
                "http://evil/x",
                "HTTPS://evil",
                "[\"i-other\"]",
                "{\"a\":1}",
                "x\0y",
                "")) {
            assertThat(remedies.delete(
                            new ResourceRef("AWS::EC2::Instance", name, null, "111122223333", "eu-central-1"), "why"))
                    .allSatisfy(action -> assertThat(action.commands()).as(name).isEmpty());
        }
    }

    @Test
    void aNameThatBeginsLikeAnOptionIsBoundToItsOption() {
        assertThat(ShellWords.option("--user-name", "--profile")).isEqualTo("--user-name=--profile");
    }

    private List<Action> all(String name) {
        List<Action> actions = new ArrayList<>();
        for (String type : TYPES) {
            ResourceRef resource = new ResourceRef(type, name, null, "111122223333", "eu-central-1");
            actions.addAll(remedies.delete(resource, name));
            actions.addAll(remedies.keep(IncidentId.of("INC-1"), resource, name));
            actions.addAll(remedies.rotate(resource, name));
            IncidentId incident = IncidentId.of("INC-1");
            for (boolean keepsOld : new boolean[] {true, false}) {
                actions.addAll(remedies.replace(incident, resource, name, keepsOld, name));
                actions.addAll(remedies.restore(incident, resource, null, Instant.EPOCH, keepsOld, name, name));
            }
        }
        for (String type : List.of("user", "role", "accessKey", "accessEntry", "podIdentity", "roleBinding", "login")) {
            actions.addAll(remedies.cut(new LivePrincipal(
                    name, null, type, "111122223333", "eu-central-1", null, true, Instant.EPOCH, List.of(), name)));
        }
        return actions;
    }

    /** aws and kubectl are functions that note their arguments and answer nothing; touch is the real one. */
    private void run(String commands) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (String command : List.of("aws", "kubectl", "curl", "xargs")) {
            script.append(command).append("() { printf '%s\\0' \"$@\" > \"$HOME/arguments\"; }\n");
        }
        script.append("gone() { \"$@\"; }\n");
        script.append(commands);
        Path file = folder.resolve("script.sh");
        Files.writeString(file, script.toString(), StandardCharsets.UTF_8);
        ProcessBuilder shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().put("HOME", folder.toString());
        shell.environment().put("LC_ALL", "C.UTF-8");
        Process running = shell.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue())
                .as(Files.readString(folder.resolve("output"), StandardCharsets.UTF_8))
                .isZero();
    }
}
