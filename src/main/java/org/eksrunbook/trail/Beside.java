package org.eksrunbook.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One piece of work beside the caller's own. Whoever begins it closes it: behind that it uses nothing of the caller's any more. */
final class Beside<T> implements AutoCloseable {

    /** Nothing that is done so takes so long; what still goes on then writes into a folder that is no more. */
    private static final int LONGEST_SECONDS = 60;

    private static final int SHORT_SECONDS = 5;

    private final ExecutorService thread;
    private final Future<T> result;

    Beside(String name, Callable<T> work) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        result = thread.submit(work);
    }

    /**
     * Waits for what comes of it.
     *
     * @throws RuntimeException as the work threw it
     */
    T result() {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException asItIs) {
                throw asItIs;
            }
            if (failed.getCause() instanceof IOException broken) {
                throw new UncheckedIOException("Free space or mend the server's disk: " + broken.getMessage(), broken);
            }
            throw new IllegalStateException("The work beside it stopped", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The investigation was stopped; it goes on with the same step", stopped);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        // A server that ends interrupts the caller; what is beside it needs a moment all the same.
        boolean stopped = Thread.interrupted();
        try {
            thread.awaitTermination(stopped ? SHORT_SECONDS : LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
