package dev.brownout.workbench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Queue of the runs of all browser tabs. A tab has at most one waiting and one executing run; a new run replaces its
 * waiting run. The waiting runs start in the order of their arrival. Calls with the same key share one run. A run
 * without a call is cancelled. Thread-safe.
 */
final class RunQueue implements AutoCloseable {
    /** Maximum number of waiting runs of all tabs. */
    private static final int MOST_WAITING = 1_000;

    private static final long CACHE_BYTES = 64L << 20;
    /** Least time between two progress lines, in ns. */
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Maximum time without a line, in ns: a closed connection is only noticed by writing. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ResultCache cache = new ResultCache(CACHE_BYTES);
    /** Waiting runs by their keys, in the order of their arrival. */
    private final Map<String, SharedRun> waiting = new LinkedHashMap<>();

    private final Map<String, SharedRun> executing = new LinkedHashMap<>();
    private boolean closed;
    private long executions;

    /** Computation of a run. */
    @FunctionalInterface
    interface RunTask {
        /**
         * Runs to the end.
         *
         * @param progress receives the completed share of each variant; throws {@link CancelledRunException} to end the
         *     run early
         */
        RunOutcome run(Consumer<double[]> progress);
    }

    /** Receiver of the lines of a response. */
    @FunctionalInterface
    interface LineReceiver {
        /** Sends a line to the client; throws an exception if the connection is closed. */
        void send(byte[] line) throws IOException;
    }

    /** Signals that no call needs a run any more. */
    static final class CancelledRunException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CancelledRunException() {
            super("cancelled", null, false, false);
        }
    }

    /** A run that waits or executes, and the calls that need its outcome. */
    private static final class SharedRun {
        private final String key;
        private final RunTask task;
        private final Set<RunCall> calls = new LinkedHashSet<>();
        private volatile double[] shares = {0};
        private volatile boolean cancelled;

        SharedRun(String key, RunTask task) {
            this.key = key;
            this.task = task;
        }

        void onProgress(double[] newShares) {
            if (cancelled) {
                throw new CancelledRunException();
            }
            shares = newShares;
        }
    }

    /** Call of a tab. It has an outcome after the end of its run, or after a cancellation. */
    static final class RunCall {
        private final String tab;
        private SharedRun run;
        private RunOutcome outcome;

        RunCall(String tab) {
            this.tab = tab;
        }
    }

    /**
     * Creates a queue.
     *
     * @param threads maximum number of executing runs
     */
    RunQueue(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::execute, "workbench-run");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Adds a call. It takes the outcome from the cache, joins the run of its key, or waits for a new run.
     *
     * @param key digest of all inputs of the run
     */
    synchronized RunCall submit(String tab, String key, RunTask task) {
        RunCall call = new RunCall(tab);
        for (SharedRun run : List.copyOf(waiting.values())) {
            of(tab, run).forEach(replaced -> end(replaced, RunOutcome.error("Replaced by a newer run of this page.")));
        }
        RunOutcome known = cache.get(key).orElse(null);
        if (known != null || closed || waiting.size() >= MOST_WAITING) {
            call.outcome = known == null ? RunOutcome.error("The server has too many waiting runs.") : known;
            return call;
        }
        SharedRun run = executing.get(key);
        if (run == null || run.cancelled) {
            run = waiting.computeIfAbsent(key, k -> new SharedRun(k, task));
        }
        run.calls.add(call);
        call.run = run;
        notifyAll();
        return call;
    }

    /**
     * Sends the places, the progress and the outcome of a call, until it ends. If the connection is closed, the call is
     * cancelled.
     */
    void follow(RunCall call, LineReceiver receiver) throws IOException {
        byte[] last = {};
        long sentAt = System.nanoTime() - SILENCE_NANOS;
        try {
            RunOutcome outcome = outcome(call);
            while (outcome == null) {
                byte[] line = state(call);
                if (!Arrays.equals(line, last) || System.nanoTime() - sentAt >= SILENCE_NANOS) {
                    receiver.send(line);
                    last = line;
                    sentAt = System.nanoTime();
                }
                outcome = pause(call);
            }
            receiver.send(outcome.line());
        } finally {
            cancel(call);
        }
    }

    private synchronized RunOutcome outcome(RunCall call) {
        return call.outcome;
    }

    /** Returns the place of a waiting call, or the progress of a started call, as a line. */
    private synchronized byte[] state(RunCall call) {
        int before = new ArrayList<>(waiting.values()).indexOf(call.run);
        return before >= 0 ? ResponseLines.queued(before + 1) : ResponseLines.progress(call.run.shares);
    }

    /** Waits until the next line can be sent, or the call has ended. */
    private synchronized RunOutcome pause(RunCall call) {
        long end = System.nanoTime() + PROGRESS_NANOS;
        try {
            for (long rest = PROGRESS_NANOS; call.outcome == null && rest > 0; rest = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(call, RunOutcome.error("The server ends."));
        }
        return call.outcome;
    }

    private synchronized void cancel(RunCall call) {
        end(call, RunOutcome.error("Cancelled."));
    }

    /** Cancels all calls of a tab. */
    synchronized void cancel(String tab) {
        List<SharedRun> runs = new ArrayList<>(waiting.values());
        runs.addAll(executing.values());
        runs.forEach(run -> of(tab, run).forEach(this::cancel));
    }

    private static List<RunCall> of(String tab, SharedRun run) {
        return run.calls.stream().filter(call -> call.tab.equals(tab)).toList();
    }

    /** Ends a call that has not ended yet. Its run ends if no other call needs it. */
    private void end(RunCall call, RunOutcome outcome) {
        if (call.outcome == null) {
            call.outcome = outcome;
            call.run.calls.remove(call);
            if (call.run.calls.isEmpty()) {
                call.run.cancelled = true;
                waiting.remove(call.run.key, call.run);
            }
            notifyAll();
        }
    }

    private void execute() {
        SharedRun run = next();
        while (run != null) {
            RunOutcome outcome;
            try {
                outcome = run.task.run(run::onProgress);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
                outcome = RunOutcome.error(CallFailures.message(failure));
            }
            complete(run, outcome);
            run = next();
        }
    }

    /** Waits for a run that can start; returns null after the end of the queue. */
    private synchronized SharedRun next() {
        try {
            while (!closed) {
                for (SharedRun run : waiting.values()) {
                    if (run.calls.stream().anyMatch(call -> !executes(call.tab)) && !executing.containsKey(run.key)) {
                        waiting.remove(run.key);
                        executing.put(run.key, run);
                        executions++;
                        notifyAll();
                        return run;
                    }
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private boolean executes(String tab) {
        return executing.values().stream().anyMatch(run -> !of(tab, run).isEmpty());
    }

    private synchronized void complete(SharedRun run, RunOutcome outcome) {
        executing.remove(run.key);
        cache.put(run.key, outcome);
        List.copyOf(run.calls).forEach(call -> end(call, outcome));
        notifyAll();
    }

    /** Returns the number of runs that have been started. */
    synchronized long executions() {
        return executions;
    }

    /** Waits until a number of runs have been started since the creation of the queue. */
    synchronized void awaitExecutions(long runs) throws InterruptedException {
        while (executions < runs) {
            wait();
        }
    }

    /** Waits until no run executes. */
    synchronized void awaitIdle() throws InterruptedException {
        while (!executing.isEmpty()) {
            wait();
        }
    }

    /** Cancels all calls, and ends the threads of the queue. */
    @Override
    public synchronized void close() {
        closed = true;
        List<SharedRun> runs = new ArrayList<>(waiting.values());
        runs.addAll(executing.values());
        runs.forEach(run -> List.copyOf(run.calls).forEach(this::cancel));
        notifyAll();
    }
}
