package org.eksrunbook.awsdouble;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which requests fail, how, and how often. */
public final class AwsFaults {

    private record Planned(
            String service, Predicate<AwsRequest> which, AwsFault fault, AtomicInteger passed, AtomicInteger left) {}

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    /** The next request of this kind fails. */
    public void once(String service, String operation, AwsFault fault) {
        plan(service, of(service, operation), fault, 0, 1);
    }

    public void always(String service, String operation, AwsFault fault) {
        plan(service, of(service, operation), fault, 0, Integer.MAX_VALUE);
    }

    /**
     * @param passed so many of these requests are answered as usual first
     * @param times so many fail then
     */
    public void plan(Predicate<AwsRequest> which, AwsFault fault, int passed, int times) {
        plan("", which, fault, passed, times);
    }

    private void plan(String service, Predicate<AwsRequest> which, AwsFault fault, int passed, int times) {
        planned.add(new Planned(service, which, fault, new AtomicInteger(passed), new AtomicInteger(times)));
    }

    /** Everything is mended. */
    public void none() {
        planned.clear();
    }

    /** What {@link #once} and {@link #always} broke of this service is mended. */
    public void none(String service) {
        planned.removeIf(one -> one.service().equals(service));
    }

    private static Predicate<AwsRequest> of(String service, String operation) {
        return request ->
                request.service().equals(service) && request.operation().equals(operation);
    }

    Optional<AwsFault> of(AwsRequest request) {
        for (Iterator<Planned> all = planned.iterator(); all.hasNext(); ) {
            Planned one = all.next();
            if (one.which().test(request)
                    && one.passed().getAndDecrement() <= 0
                    && one.left().getAndDecrement() > 0) {
                return Optional.of(one.fault());
            }
        }
        return Optional.empty();
    }
}
