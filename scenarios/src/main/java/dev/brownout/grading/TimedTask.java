package dev.brownout.grading;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Computation in a thread of its own with a limit on the wall-clock time. A computation beyond the limit continues
 * until it checks its own budget, but its caller does not wait for it.
 */
final class TimedTask {
    private TimedTask() {}

    /**
     * Returns the result of a computation; empty if the time limit ends first. Exceptions and errors of the computation
     * are thrown to the caller.
     *
     * @param nanos the limit, in ns; a limit of 0 or less is over immediately
     */
    static <T> Optional<T> runWithin(long nanos, Supplier<T> computation) {
        FutureTask<T> task = new FutureTask<>(computation::get);
        Thread thread = new Thread(task, "graded-run");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
