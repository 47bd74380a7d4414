package org.eksrunbook;

import java.util.Arrays;
import java.util.List;
import org.eksrunbook.evidence.VerifyCommand;
import org.eksrunbook.web.ReadinessCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the server; with {@code verify} as first argument, checks evidence offline instead; with {@code readiness}, tells what an incident could
 * read and write.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RunbookApplication {

    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        if (!words.isEmpty() && words.get(0).equals("verify")) {
            System.exit(VerifyCommand.run(words.subList(1, words.size()), System.out));
        }
        if (!words.isEmpty() && words.get(0).equals("readiness")) {
            System.exit(ReadinessCommand.run(words.subList(1, words.size()), System.out));
        }
        SpringApplication.run(RunbookApplication.class, arguments);
    }
}
