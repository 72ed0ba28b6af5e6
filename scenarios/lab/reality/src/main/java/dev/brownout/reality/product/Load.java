package dev.brownout.reality.product;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Load on a product. */
sealed interface Load {
    /**
     * Poisson arrivals. Each call is sent at its planned time, regardless of earlier responses, and its time starts
     * there.
     *
     * @param perSecond calls per second, greater than 0
     */
    record Open(double perSecond) implements Load {
        @Override
        public String text() {
            return perSecond + "/s";
        }

        @Override
        public List<CallResult> run(Call call, ProductTrial trial, int repeat, Action fault)
                throws InterruptedException {
            KeyedRandom gaps = new KeyedRandom(KeyedRandom.key(repeat, 0, trial.name() + ".gaps"));
            return Load.running(trial, fault, (senders, start, results) -> {
                double position = 0;
                for (int number = 0; ; number++) {
                    position += -ElementaryFunctions.log1p(-gaps.uniform()) / perSecond * 1e9;
                    if (position >= trial.length().toNanos()) {
                        return;
                    }
                    long planned = (long) position;
                    int each = number;
                    waitUntil(start + planned);
                    results.add(senders.submit(() -> List.of(result(call, trial, each, start, planned))));
                }
            });
        }
    }

    /**
     * Users that each send a call, wait for its response, pause, and send the next one.
     *
     * @param users number of users
     * @param pause constant pause after a response
     */
    record Closed(int users, Duration pause) implements Load {
        @Override
        public String text() {
            return "users(" + users + " think=" + pause.toMillis() + "ms)";
        }

        @Override
        public List<CallResult> run(Call call, ProductTrial trial, int repeat, Action fault)
                throws InterruptedException {
            return Load.running(trial, fault, (senders, start, results) -> {
                for (int user = 0; user < users; user++) {
                    int first = user;
                    results.add(senders.submit(() -> {
                        List<CallResult> all = new ArrayList<>();
                        waitUntil(start + pause.toNanos() * first / users);
                        for (int number = first; ; number += users) {
                            long sent = System.nanoTime() - start;
                            if (sent >= trial.length().toNanos()) {
                                return all;
                            }
                            all.add(result(call, trial, number, start, sent));
                            waitUntil(System.nanoTime() + pause.toNanos());
                        }
                    }));
                }
            });
        }
    }

    /** An action on a product under load, such as a fault. */
    @FunctionalInterface
    interface Action {
        /**
         * Acts in a thread of its own.
         *
         * @param start start of the load, as a time of {@link System#nanoTime}
         */
        void run(long start) throws Exception;
    }

    /**
     * Sends all calls, and waits for their results.
     *
     * @param repeat number of the measurement, from 1, which selects the times of arrivals
     * @return the results, in any order
     */
    List<CallResult> run(Call call, ProductTrial trial, int repeat, Action fault) throws InterruptedException;

    /** Returns the load in the language of scenarios. */
    String text();

    /** Waits until a time of {@link System#nanoTime}. */
    static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static CallResult result(Call call, ProductTrial trial, int number, long start, long planned) {
        long late = System.nanoTime() - start - planned;
        int left = (int) Math.max(1, (trial.timeout().toNanos() - late) / 1_000_000);
        try {
            String detail = call.send(number, left);
            return new CallResult(planned, System.nanoTime() - start, "", detail);
        } catch (Exception failure) {
            return new CallResult(planned, System.nanoTime() - start, Call.error(failure), "");
        }
    }

    /** Submits the calls of a load. */
    @FunctionalInterface
    interface Sender {
        void send(ExecutorService senders, long start, List<Future<List<CallResult>>> results);
    }

    private static List<CallResult> running(ProductTrial trial, Action fault, Sender sender)
            throws InterruptedException {
        ExecutorService senders = Executors.newCachedThreadPool();
        try {
            List<Future<List<CallResult>>> results = new ArrayList<>();
            long start = System.nanoTime() + Duration.ofMillis(100).toNanos();
            Future<?> acting = senders.submit(() -> {
                fault.run(start);
                return null;
            });
            sender.send(senders, start, results);
            List<CallResult> all = new ArrayList<>();
            for (Future<List<CallResult>> each : results) {
                all.addAll(each.get());
            }
            acting.get();
            return all;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(trial.name() + ": " + failed.getCause(), failed.getCause());
        } finally {
            senders.shutdownNow();
            senders.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
