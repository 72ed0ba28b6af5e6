package dev.brownout.workbench;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads for short calls, such as checks and estimates. They do not wait behind runs. Thread-safe. */
final class CheckPool implements AutoCloseable {
    private static final int MOST_WAITING = 1_000;
    /** Time limit of a call, in seconds. */
    private static final int SECONDS = 10;

    private final Map<String, Set<Future<?>>> calls = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    CheckPool(int size) {
        threads = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), CheckPool::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "workbench-check");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns the value of a task.
     *
     * @throws CallFailedException if the task fails, is cancelled, or has no value after ten seconds
     */
    <T> T call(String tab, Callable<T> task) throws CallFailedException {
        Future<T> future = null;
        try {
            future = threads.submit(task);
            add(tab, future);
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new CallFailedException(CallFailures.message(failed.getCause()));
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new CallFailedException("Stopped after " + SECONDS + " s.");
        } catch (CancellationException cancelled) {
            throw new CallFailedException("Cancelled.");
        } catch (RejectedExecutionException full) {
            throw new CallFailedException("The server has too many waiting calls.");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new CallFailedException("The server ends.");
        } finally {
            remove(tab, future);
        }
    }

    private void add(String tab, Future<?> future) {
        calls.compute(tab, (name, known) -> {
            Set<Future<?>> futures = known == null ? ConcurrentHashMap.newKeySet() : known;
            futures.add(future);
            return futures;
        });
    }

    private void remove(String tab, Future<?> future) {
        calls.computeIfPresent(tab, (name, futures) -> {
            futures.removeIf(other -> other == future);
            return futures.isEmpty() ? null : futures;
        });
    }

    /** Cancels the calls of a tab. */
    void cancel(String tab) {
        calls.getOrDefault(tab, Set.of()).forEach(call -> call.cancel(true));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
