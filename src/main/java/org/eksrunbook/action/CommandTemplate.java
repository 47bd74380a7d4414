package org.eksrunbook.action;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Puts a resource's names into a command of {@code action/deletions.csv}. */
final class CommandTemplate {

    private static final Pattern OPTION =
            Pattern.compile("(--[a-z0-9-]+) \\{(\\w+)}|\\{(\\w+)}|([^{]+?(?=\\s+--[a-z0-9-]+ \\{|\\{|$))");

    private CommandTemplate() {}

    /** @throws UnsafeArgument where a name is missing or cannot stand in a command */
    static List<String> fill(String template, ResourceRef resource) {
        return pieces(template).map(piece -> one(piece, resource)).toList();
    }

    /**
     * What a command is, its template says: names may hold any words. What has a query asks for what was not done; what waits is not done where the
     * thing is gone.
     *
     * @throws UnsafeArgument as {@link #fill}
     */
    static List<CommandLine> commands(String template, ResourceRef resource) {
        return pieces(template)
                .map(piece -> piece.contains(" --query ")
                        ? CommandLine.wholly(one(piece, resource))
                        : new CommandLine(one(piece, resource), !piece.contains(" wait ")))
                .toList();
    }

    private static Stream<String> pieces(String template) {
        return Arrays.stream(template.split(";;", -1)).map(String::strip).filter(piece -> !piece.isEmpty());
    }

    private static String one(String template, ResourceRef resource) {
        Matcher parts = OPTION.matcher(template);
        Aws line = null;
        while (parts.find()) {
            if (parts.group(4) != null) {
                String words = parts.group(4).strip();
                line = words.isEmpty()
                        ? line
                        : line == null ? Aws.in(resource, quoted(words)) : line.then(quoted(words));
            } else if (line == null) {
                throw new IllegalStateException("A command begins with its service: " + template);
            } else if (parts.group(1) != null) {
                line.option(parts.group(1), value(parts.group(2), resource));
            } else {
                line.operand(value(parts.group(3), resource));
            }
        }
        if (line == null) {
            throw new IllegalStateException("An empty command");
        }
        return line.text();
    }

    /** Queries hold brackets, which a shell would take for patterns. */
    private static String quoted(String words) {
        StringBuilder quoted = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            quoted.append(quoted.isEmpty() ? "" : " ").append(ShellWords.quote(word));
        }
        return quoted.toString();
    }

    private static String value(String placeholder, ResourceRef resource) {
        String name = resource.name();
        int slash = name.indexOf('/');
        return switch (placeholder) {
            case "id" -> resource.id();
            case "name" -> name;
            case "arnOrName" -> resource.arn() == null ? name : resource.arn();
            case "arn" -> orMissing(resource.arn(), "its ARN is not known");
            case "1" -> part(name, 0);
            case "2" -> part(name, 1);
            case "bucket" -> slash < 0 ? name : name.substring(0, slash);
            case "key" -> orMissing(slash < 0 ? null : name.substring(slash + 1), "its key is not known");
            case "bus" -> bus(resource);
            case "group" -> orMissing(between(resource), "no log told its schedule group");
            case "s3uri" -> "s3://" + name;
            default -> throw new IllegalStateException("Unknown word {" + placeholder + "} in a command");
        };
    }

    /** {@code rule/<name>} in the default bus, {@code rule/<bus>/<name>} in another (Service Authorization Reference, Amazon EventBridge). */
    private static String bus(ResourceRef resource) {
        if (resource.arn() == null) {
            throw new UnsafeArgument("no log told its event bus");
        }
        String bus = between(resource);
        return bus.isEmpty() ? "default" : bus;
    }

    /** What stands between the kind and the name in the last part of its ARN. */
    private static String between(ResourceRef resource) {
        String path = resource.arn() == null ? "" : resource.arn().split(":", 6)[5];
        int first = path.indexOf('/');
        int last = path.lastIndexOf('/');
        return first < last ? path.substring(first + 1, last) : "";
    }

    private static String part(String name, int number) {
        String[] parts = name.split("[|/]", -1);
        return orMissing(
                parts.length == 2 ? parts[number] : null, "its id does not say to which cluster or parent it belongs");
    }

    private static String orMissing(@Nullable String value, String missing) {
        if (value == null || value.isEmpty()) {
            throw new UnsafeArgument(missing);
        }
        return value;
    }
}
