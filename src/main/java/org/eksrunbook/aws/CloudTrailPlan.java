package org.eksrunbook.aws;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists the accounts and months that are wanted of {@code AWSLogs/[o-…/]account/CloudTrail/region/YYYY/MM/DD/} (CloudTrail user guide, «log file
 * location»), and everything else that may hold logs.
 *
 * @param accounts empty: any; of others their folders are left out where at least one wanted lies beside
 * @param mayHold whether a folder may hold what is looked for, by its path below the place
 */
record CloudTrailPlan(
        String trailFolder, Set<String> accounts, LocalDate first, LocalDate last, Predicate<String> mayHold)
        implements S3Plan {

    /** More unknown folders on one level than this cost more requests than listing what is in them. */
    private static final int MOST_UNKNOWN = 64;

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern KNOWN = Pattern.compile("AWSLogs|o-[a-z0-9]{10,32}|\\d{12}|CloudTrail(-[A-Za-z]+)?");

    @Override
    public void next(S3Page page, Consumer<S3Branch> next, Consumer<String> leftOut) {
        String level = page.branch().path();
        boolean ofTrail = ofTrail(level);
        long unknown = ofTrail
                ? 0
                : page.folders().stream()
                        .filter(name -> !KNOWN.matcher(name).matches())
                        .count();
        if (unknown > MOST_UNKNOWN) {
            next.accept(S3Branch.below(level));
            return;
        }
        boolean byAccount = page.folders().stream().anyMatch(accounts::contains);
        for (String name : page.folders()) {
            String folder = level + name;
            if (!mayHold.test(folder)) {
                leftOut.accept(folder);
            } else if (!byAccount || !ACCOUNT.matcher(name).matches() || accounts.contains(name)) {
                branch(level, name, next);
            }
        }
    }

    private boolean ofTrail(String level) {
        return Pattern.compile("(?:^|/)" + trailFolder + "/").matcher(level).find();
    }

    private void branch(String level, String name, Consumer<S3Branch> next) {
        Matcher year = Pattern.compile("(?:^|/)" + trailFolder + "/[^/]+/$").matcher(level);
        Matcher month =
                Pattern.compile("(?:^|/)" + trailFolder + "/[^/]+/(\\d{4})/$").matcher(level);
        if (month.find() && name.matches("\\d{1,2}")) {
            month(level, month.group(1), name, next);
        } else if (year.find() && name.matches("\\d{4}")) {
            int number = Integer.parseInt(name);
            if (number >= first.getYear() && number <= last.getYear()) {
                next.accept(S3Branch.level(level + name + "/"));
            }
        } else {
            next.accept(S3Branch.level(level + name + "/"));
        }
    }

    /** CloudTrail writes days with two digits, so that names sort as days do; where somebody else did not, the whole month is listed. */
    private void month(String level, String year, String name, Consumer<S3Branch> next) {
        String path = level + name + "/";
        YearMonth month;
        try {
            month = YearMonth.of(Integer.parseInt(year), Integer.parseInt(name));
        } catch (DateTimeException impossible) {
            next.accept(S3Branch.whole(path));
            return;
        }
        if (month.isBefore(YearMonth.from(first)) || month.isAfter(YearMonth.from(last))) {
            return;
        }
        next.accept(name.length() == 2 ? days(path, month) : S3Branch.whole(path));
    }

    private S3Branch days(String path, YearMonth month) {
        String from = month.equals(YearMonth.from(first)) ? String.format("%02d/", first.getDayOfMonth()) : null;
        // «0» to «9» and «/» come before «:».
        String until = month.equals(YearMonth.from(last)) ? String.format("%02d/\uffff", last.getDayOfMonth()) : null;
        return new S3Branch(path, true, from, until, true);
    }
}
