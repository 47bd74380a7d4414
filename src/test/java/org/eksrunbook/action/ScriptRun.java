package org.eksrunbook.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eksrunbook.asset.CaseContext;
import org.eksrunbook.incident.Incidents;

/** Runs a script by a real bash. {@code aws} and {@code kubectl} are scripts that note what they are asked and then do as they are told. */
final class ScriptRun {

    private final Path folder;
    private String account = CaseContext.ACCOUNT;
    private Map<String, String> environment = Map.of();

    ScriptRun(Path folder) {
        this.folder = folder;
    }

    /** Whose credentials the AWS CLI has from now on. */
    ScriptRun in(String accountOfCredentials) {
        account = accountOfCredentials;
        return this;
    }

    /** What is set before the script from now on. */
    ScriptRun with(Map<String, String> set) {
        environment = set;
        return this;
    }

    /** The script of a plan of the case, approved. */
    static String approved(CaseContext context, Plan plan) {
        return ScriptWriter.write(
                context.get(Incidents.class).require(plan.incident()),
                plan,
                new Approval(plan.id(), plan.hash(), "anna", Instant.EPOCH, "", false, 1),
                false);
    }

    /**
     * @param aws lines of bash, in which {@code $*} is what was asked; after them it answers nothing
     * @return what the script exits with
     */
    int of(String script, String aws, String kubectl) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        stand(
                bin.resolve("aws"),
                "if [ \"$*\" = 'sts get-caller-identity --query Account --output text' ]; then echo " + account
                        + "; exit; fi\n",
                aws);
        stand(bin.resolve("kubectl"), "", kubectl);
        Path file = folder.resolve("plan.sh");
        Files.writeString(file, script, StandardCharsets.UTF_8);
        Files.deleteIfExists(folder.resolve("calls"));
        ProcessBuilder shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().put("PATH", bin + ":/usr/bin:/bin");
        shell.environment().put("HOME", folder.toString());
        shell.environment().putAll(environment);
        shell.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Process running = shell.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running.exitValue();
    }

    /** What was asked of aws and kubectl in the last run, but for who the caller is. */
    List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    String output() throws IOException {
        return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    }

    private static void stand(Path command, String first, String lines) throws IOException {
        Files.writeString(
                command,
                "#!/bin/bash\n" + first + "echo \"" + command.getFileName() + " $*\" >> \"$HOME/calls\"\n" + lines
                        + "\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }
}
