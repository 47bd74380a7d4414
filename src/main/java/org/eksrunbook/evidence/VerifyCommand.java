package org.eksrunbook.evidence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eksrunbook.incident.VisibleText;
import org.jspecify.annotations.Nullable;

/** {@code verify <manifest>… [--artefacts DIR] [--head HASH]}: checks evidence without server or database. */
public final class VerifyCommand {

    private static final String USAGE = "usage: verify <manifest>... [--artefacts DIR] [--head HASH]";

    private final PrintStream out;
    private final List<Path> manifests = new ArrayList<>();
    private @Nullable Path artefacts;
    private @Nullable String head;

    private VerifyCommand(PrintStream out) {
        this.out = out;
    }

    /** Answers the exit code: 0 where everything fits, 1 where something does not or the call is wrong. */
    public static int run(List<String> arguments, PrintStream out) {
        VerifyCommand command = new VerifyCommand(out);
        if (!command.understands(arguments)) {
            out.println(USAGE);
            return 1;
        }
        return command.verifyAll() ? 0 : 1;
    }

    private boolean understands(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean option = argument.startsWith("--");
            if (option && i + 1 == arguments.size()) {
                return false;
            }
            switch (argument) {
                case "--artefacts" -> artefacts = Path.of(arguments.get(++i));
                case "--head" -> head = arguments.get(++i);
                default -> {
                    if (option) {
                        return false;
                    }
                    manifests.add(Path.of(argument));
                }
            }
        }
        return !manifests.isEmpty();
    }

    private boolean verifyAll() {
        boolean allFit = true;
        boolean headSeen = head == null;
        for (Path manifest : manifests) {
            ManifestVerifier verifier = new ManifestVerifier(artefacts);
            Optional<String> fault = verify(verifier, manifest);
            if (fault.isPresent()) {
                // Whoever changed the manifest wrote what is said of it.
                out.println(VisibleText.of(manifest + ": " + fault.get()));
                allFit = false;
            } else {
                out.println(VisibleText.of(manifest + ": " + verifier.head().count() + " entries fit, head "
                        + verifier.head().hash()));
                headSeen |= verifier.head().hash().equals(head);
            }
        }
        if (!headSeen) {
            out.println("no manifest ends in the head " + VisibleText.of(String.valueOf(head))
                    + ": entries are missing, or were written anew");
        }
        return allFit && headSeen;
    }

    private static Optional<String> verify(ManifestVerifier verifier, Path manifest) {
        try {
            return verifier.verify(manifest);
        } catch (IOException unreadable) {
            return Optional.of("cannot be read (" + unreadable.getMessage() + ")");
        }
    }
}
