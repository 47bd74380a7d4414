package org.eksrunbook.aws;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a session of the reading role may do at most, whatever the role itself allows (AssumeRole, parameter Policy: 2,048 characters). */
final class SessionPolicy {

    private SessionPolicy() {}

    /** @param setting {@code calls}, {@code none}, or the policy itself */
    static Optional<String> of(String setting) {
        return switch (setting.strip()) {
            case "none" -> Optional.empty();
            case "calls" -> Optional.of(ofCalls());
            default -> Optional.of(setting.strip());
        };
    }

    private static String ofCalls() {
        return Stream.of(AwsCall.values())
                .filter(AwsCall::byReadingRole)
                .map(AwsCall::action)
                .distinct()
                .sorted()
                .collect(Collectors.joining(
                        "\",\"",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"",
                        "\"],\"Resource\":\"*\"}]}"));
    }
}
