package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * bpmnlint with its recommended rules and those of the engine's version, no warning allowed. One rule is off: Part 4's three headings
 * apply to one incident all at once, which is what an inclusive gateway says.
 */
class ModelsLintTest {

    private static final Path HOME = Path.of("src/test/bpmnlint");
    private static final Path WORK = Path.of("target/bpmnlint");

    @Test
    void theModelsPassTheLinter() throws Exception {
        assumeTrue(answers("node", "--version") && answers("npm", "--version"), "skipped: Node is not installed");
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "package-lock.json", ".bpmnlintrc", ".npmrc")) {
            Files.copy(HOME.resolve(file), WORK.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(WORK.resolve("node_modules/bpmnlint"))) {
            Ran install = run(WORK, List.of("npm", "ci"));
            assumeTrue(install.code() == 0, "skipped: the linter cannot be fetched: " + install.text());
        }
        List<String> command =
                new ArrayList<>(List.of("node", "node_modules/bpmnlint/bin/bpmnlint.js", "--max-warnings", "0"));
        Models.files(Models.BPMN, ".bpmn")
                .forEach(model -> command.add(model.toAbsolutePath().toString()));
        Ran lint = run(WORK, command);
        assertThat(lint.code()).as(lint.text()).isZero();
    }

    record Ran(int code, String text) {}

    private static Ran run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bpmnlint", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Ran(-1, "not done after three minutes");
        }
        return new Ran(process.exitValue(), Files.readString(output));
    }

    private static boolean answers(String... command) throws InterruptedException {
        try {
            return run(Path.of("."), List.of(command)).code() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
