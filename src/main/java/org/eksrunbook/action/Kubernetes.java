package org.eksrunbook.action;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.eksrunbook.asset.ResourceRef;
import org.jspecify.annotations.Nullable;

/** Objects of a cluster, called {@code <namespace>/<name>} or {@code <name>}; a cluster's name may stand before both. */
final class Kubernetes {

    private static final Set<String> SCALED = Set.of("Deployment", "StatefulSet", "ReplicaSet");

    private Kubernetes() {}

    static String kind(ResourceRef object) {
        return object.type().substring("Kubernetes::".length());
    }

    /** {@code deployment web --namespace shop}, quoted. */
    static String named(ResourceRef object) {
        String[] parts = object.id().split("/", -1);
        String name = parts[parts.length - 1];
        if (name.equals("*")) {
            throw new UnsafeArgument("the log names no single object, but all of its kind");
        }
        boolean namespaced = parts.length > 1 && !kind(object).startsWith("Cluster");
        return ShellWords.operand(kind(object).toLowerCase(Locale.ROOT)) + " " + ShellWords.operand(name)
                + (namespaced ? " " + ShellWords.option("--namespace", parts[parts.length - 2]) : "");
    }

    /** Whether the action has a command that goes to a cluster. */
    static boolean asks(Action action) {
        return Stream.concat(action.commands().stream().map(CommandLine::text), action.before().stream())
                .anyMatch(line -> line.startsWith("kubectl "));
    }

    /** The cluster before the object's own name; null where there is none. */
    static @Nullable String cluster(ResourceRef object) {
        String[] parts = object.name().split("/", -1);
        int own = kind(object).startsWith("Cluster") ? 1 : 2;
        return parts.length > own && !parts[0].isEmpty() ? parts[0] : null;
    }

    static Draft delete(ResourceRef object, Draft draft) {
        String named = named(object);
        String read = "kubectl get " + named + " --output yaml";
        return draft.before(read)
                .run(removal(named))
                .byHand("Undo: kubectl apply with the picture from before.")
                .check("kubectl get " + named, "NotFound");
    }

    /** A finalizer, the attacker's too, holds an object for ever, and a binding works on meanwhile: then it is not deleted, and that is said. */
    static CommandLine removal(String named) {
        return new CommandLine("kubectl delete --ignore-not-found --timeout=2m " + named, true);
    }

    static Draft isolate(ResourceRef object, Draft draft) {
        String kind = kind(object);
        String named = named(object);
        draft.before("kubectl get " + named + " --output yaml");
        if (SCALED.contains(kind)) {
            return draft.run("kubectl scale --replicas=0 " + named)
                    .byHand("Undo: kubectl scale with the number of replicas that the picture from before shows.")
                    .check("kubectl get " + named + " --output jsonpath={.spec.replicas}", "0");
        }
        if (kind.equals("CronJob")) {
            return draft.run("kubectl patch " + named + " --patch '{\"spec\":{\"suspend\":true}}'")
                    .undo("kubectl patch " + named + " --patch '{\"spec\":{\"suspend\":false}}'")
                    .check("kubectl get " + named + " --output jsonpath={.spec.suspend}", "true");
        }
        if (kind.equals("Pod")) {
            return draft.run("kubectl label --overwrite " + named + " runbook-isolated=true")
                    .byHand(
                            "Put a NetworkPolicy into its namespace that selects runbook-isolated=true and allows nothing;"
                                    + " take out the labels by which services and controllers find it.")
                    .undo("kubectl label " + named + " runbook-isolated-")
                    .check("kubectl get " + named + " --show-labels", "runbook-isolated=true");
        }
        throw new UnsafeArgument("a " + kind + " does not run by itself: take away who uses it");
    }
}
