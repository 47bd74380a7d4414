package org.eksrunbook.aws;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list that AWS gives in pages, to its end or a limit: an empty page with a token is no end, and a token that comes again is one. What stands on
 * two pages is one row.
 */
final class TokenPages {

    private static final int MOST_PAGES = 100;

    /** One page. @param next {@code null} or empty: the last */
    record Page<T>(List<T> rows, @Nullable String next) {}

    /**
     * @param rows at most the limit
     * @param whole false: there is more, or the list has no end
     * @param endless AWS gave the same token again, or empty pages to the last that were asked for; another time it may not
     */
    record Rows<T>(List<T> rows, boolean whole, boolean endless) {

        /**
         * Those that fit.
         *
         * @param call by which the list was read
         * @throws NotReadToTheEnd where none does, and there are more than were read
         * @throws CallFailed where the list has no end: the one that is looked for may be behind
         */
        List<T> that(AwsCall call, Predicate<T> fits) {
            if (endless) {
                throw CallFailed.endless(call);
            }
            List<T> fitting = rows.stream().filter(fits).toList();
            if (fitting.isEmpty() && !whole) {
                throw new NotReadToTheEnd(call, rows.size());
            }
            return fitting;
        }
    }

    private TokenPages() {}

    static <T> Rows<T> read(int most, Function<@Nullable String, Page<T>> ask) {
        return read(most, MOST_PAGES, () -> false, ask);
    }

    /** @param late whether there is no time for another page: what was read until then is given */
    static <T> Rows<T> read(int most, int mostPages, BooleanSupplier late, Function<@Nullable String, Page<T>> ask) {
        Set<T> rows = new LinkedHashSet<>();
        Set<String> tokens = new HashSet<>();
        String token = null;
        boolean empty = false;
        for (int number = 0; number < mostPages; number++) {
            if (number > 0 && late.getAsBoolean()) {
                return new Rows<>(List.copyOf(rows), false, false);
            }
            Page<T> page = ask.apply(token);
            empty = page.rows().isEmpty();
            rows.addAll(page.rows());
            token = page.next();
            if (rows.size() > most) {
                return new Rows<>(rows.stream().limit(most).toList(), false, false);
            }
            if (token == null || token.isEmpty()) {
                return new Rows<>(List.copyOf(rows), true, false);
            }
            if (!tokens.add(token)) {
                return new Rows<>(List.copyOf(rows), false, true);
            }
        }
        return new Rows<>(List.copyOf(rows), false, empty);
    }
}
