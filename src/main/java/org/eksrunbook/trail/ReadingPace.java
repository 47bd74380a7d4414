package org.eksrunbook.trail;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How fast this server has been reading logs lately; before it read any, what a machine of two cores does. */
@Component
public class ReadingPace {

    /** To open a file takes as long as to read so many compressed bytes, about a millisecond: archives of tiny files take their time, too. */
    private static final long OPENING = 15_000;

    /** Work a second, see {@code docs/benchmarks.md}. */
    private static final double USUAL = 16_000_000;

    /** Seconds of reading that the usual counts for, and behind which what was read is half forgotten. */
    private static final double TRUSTED = 10;

    private static final double HALF_FORGOTTEN = 60;

    /** Seconds behind which reading is half forgotten where the pace of the moment is wanted. */
    private static final double LATELY = 7;

    /** So long a fresh process reads while Java still compiles the reader; two thirds of that time go there (docs/benchmarks.md). */
    private static final double COLD = 8;

    private static final double COMPILING = 2.0 / 3;

    /** How much an overloaded machine slows reading down, fitted to loads of 8 and 17 on two cores (docs/benchmarks.md). */
    private static final double BY_LOAD = 0.7;

    /** What an ordinary record costs, as compressed bytes, its share of opening the file included. */
    private static final double A_RECORD = 180;

    private double usual = USUAL;
    private double work;
    private double seconds;
    private double inAll;
    private double lost;

    /** What the reading of files takes, in compressed bytes. */
    public static long work(long compressed, long files) {
        return compressed + files * OPENING;
    }

    public synchronized void read(long done, Duration took) {
        double spent = took.toMillis() / 1000.0;
        double kept = Math.pow(0.5, spent / HALF_FORGOTTEN);
        double compiling = Math.max(0, Math.min(COLD, inAll + spent) - inAll) * COMPILING;
        inAll += spent;
        lost = lost * kept(spent) + compiling;
        work = work * kept + done;
        seconds = seconds * kept + spent - compiling;
    }

    /** What a made-up log took once Java had compiled the reader: this machine's own pace in the place of the usual one. */
    synchronized void rehearsed(long records, Duration took) {
        inAll = Math.max(inAll, COLD);
        usual = records * A_RECORD / Math.max(0.001, took.toMillis() / 1000.0) * slowedBy(load());
    }

    /** How much of what was read before so many seconds still counts where the pace of the moment is wanted. */
    public static double kept(double spent) {
        return Math.pow(0.5, spent / LATELY);
    }

    /** Seconds of the reading of late that the compiler took, counted as {@link #kept}. */
    public synchronized double lost() {
        return lost;
    }

    public double workPerSecond() {
        return workPerSecond(load());
    }

    private static double load() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }

    private static double slowedBy(double load) {
        return Math.pow(Math.max(1, load), BY_LOAD);
    }

    /** @param load tasks that want to run, for each processor; negative: unknown */
    synchronized double workPerSecond(double load) {
        return (work + usual / slowedBy(load) * TRUSTED) / (seconds + TRUSTED);
    }
}
