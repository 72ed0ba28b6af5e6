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

/** Threads for calls with a time limit. Thread-safe. */
public final class CallPool implements AutoCloseable {
    /** Time limit of a short call, such as a check or an estimate, in seconds. */
    public static final int SHORT_SECONDS = 10;

    private static final int MOST_WAITING = 1_000;

    /** Maximum number of tasks that go on after their time limit beside a full number of threads. */
    private static final int MOST_REPLACED = 32;

    private final Map<String, Set<Future<?>>> calls = new ConcurrentHashMap<>();
    private final int size;
    private final ThreadPoolExecutor threads;

    /**
     * Creates a pool. Further calls wait for a thread.
     *
     * @param name name of the threads
     * @param size number of threads
     */
    public CallPool(String name, int size) {
        this.size = size;
        threads = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), task -> thread(name, task));
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns the value of a short task.
     *
     * @throws CallFailedException if the task fails, is cancelled, or has no value after {@link #SHORT_SECONDS}
     */
    public <T> T call(String caller, Callable<T> task) throws CallFailedException {
        return call(caller, SHORT_SECONDS, task);
    }

    /**
     * Returns the value of a task. A task that does not react to an interrupt at the time limit goes on, and another
     * thread takes the place of its thread.
     *
     * @param caller name by which the calls of the caller are cancelled
     * @param seconds time limit, the wait for a thread included
     * @throws CallFailedException if the task fails, is cancelled, or has no value at the time limit
     */
    public <T> T call(String caller, int seconds, Callable<T> task) throws CallFailedException {
        Future<T> future = null;
        Occupation<T> occupation = new Occupation<>(task);
        try {
            future = threads.submit(occupation);
            add(caller, future);
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new CallFailedException(CallFailures.message(failed.getCause()));
        } catch (TimeoutException late) {
            future.cancel(true);
            threads.purge();
            occupation.replaceThread();
            throw new CallFailedException("Stopped after " + seconds + " s.");
        } catch (CancellationException cancelled) {
            throw new CallFailedException("Cancelled.");
        } catch (RejectedExecutionException full) {
            throw new CallFailedException("The server has too many waiting calls.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            throw new CallFailedException("The server ends.");
        } finally {
            remove(caller, future);
        }
    }

    /** Task on a thread of the pool. */
    private final class Occupation<T> implements Callable<T> {
        private final Callable<T> task;
        private boolean running;
        private boolean isLate;
        private boolean replaced;

        Occupation(Callable<T> task) {
            this.task = task;
        }

        @Override
        public T call() throws Exception {
            begin();
            try {
                return task.call();
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            running = true;
            replaced = isLate && resize(1);
        }

        private synchronized void end() {
            running = false;
            if (replaced) {
                resize(-1);
            }
        }

        /** Adds a thread for the time that the task goes on. */
        synchronized void replaceThread() {
            isLate = true;
            replaced = running && resize(1);
        }
    }

    /** Changes the number of threads. Returns whether it is within the limit of replaced threads. */
    private boolean resize(int change) {
        synchronized (threads) {
            int next = threads.getCorePoolSize() + change;
            if (next > size + MOST_REPLACED) {
                return false;
            }
            if (change > 0) {
                threads.setMaximumPoolSize(next);
                threads.setCorePoolSize(next);
            } else {
                threads.setCorePoolSize(next);
                threads.setMaximumPoolSize(next);
            }
            return true;
        }
    }

    private void add(String caller, Future<?> future) {
        calls.compute(caller, (name, known) -> {
            Set<Future<?>> futures = known == null ? ConcurrentHashMap.newKeySet() : known;
            futures.add(future);
            return futures;
        });
    }

    private void remove(String caller, Future<?> future) {
        calls.computeIfPresent(caller, (name, futures) -> {
            futures.removeIf(other -> other == future);
            return futures.isEmpty() ? null : futures;
        });
    }

    /** Cancels the calls of a caller. */
    public void cancel(String caller) {
        calls.getOrDefault(caller, Set.of()).forEach(call -> call.cancel(true));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
