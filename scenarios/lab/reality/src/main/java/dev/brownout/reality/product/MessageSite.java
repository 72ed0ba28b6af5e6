package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A message broker with consumer processes. It records when each message was stored and processed. Times are wall-clock
 * times in µs.
 */
abstract class MessageSite implements Site {
    private static final String MESSAGE = "message";
    private static final String READY = "ready";
    private static final double MICROS = 1e-6;
    private static final long POLL_NANOS = 50_000_000;
    private static final int START_SECONDS = 60;

    final Processes processes;
    private final Map<Integer, Long> stored = new ConcurrentHashMap<>();
    private final List<String> consumers = new ArrayList<>();
    private List<Processed> processed = List.of();
    private long loadEnd;

    /**
     * A processed message.
     *
     * @param finished end of its work
     * @param acknowledged time of its acknowledgement or commit
     * @param redelivered whether the broker has marked it as redelivered
     */
    private record Processed(
            String consumer, int number, long sent, long finished, long acknowledged, boolean redelivered) {}

    /** A change of the number of unfinished messages. */
    private record LagChange(long at, int change) {}

    MessageSite(Processes processes) {
        this.processes = processes;
    }

    /**
     * Publishes a message and waits until the broker has confirmed it.
     *
     * @throws Exception if it is not confirmed within the timeout
     */
    abstract void publish(int number, String message, int timeoutMillis) throws Exception;

    /** Returns the messages that were confirmed and that the broker no longer has, unprocessed. */
    abstract double lost() throws Exception;

    /** Ends the observation of the broker, before the consumers end and return their messages. */
    void stopSamples() {}

    /** Starts a consumer process. It prints {@link #ready} when it receives messages. */
    final void startConsumer(String name, Class<?> main, Object... arguments) throws IOException {
        consumers.add(name);
        processes.java(name, main, arguments);
    }

    /** Waits until all consumers are ready. */
    final void awaitConsumers() throws IOException {
        long end = System.nanoTime() + START_SECONDS * 1_000_000_000L;
        for (String consumer : consumers) {
            while (!processes.printed(consumer).contains(READY)) {
                if (System.nanoTime() > end) {
                    throw new IOException(consumer + " is not ready: " + processes.printed(consumer));
                }
                Load.waitUntil(System.nanoTime() + POLL_NANOS);
            }
        }
    }

    /** Reports that a consumer process is ready. */
    static void ready() {
        System.out.println(READY);
    }

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Records a processed message of this consumer process. Several threads may call it. */
    static void record(String message, long finished, boolean redelivered) {
        System.out.println(String.join(
                " ", MESSAGE, message, Long.toString(finished), Long.toString(now()), Boolean.toString(redelivered)));
    }

    @Override
    public final Call client() {
        return (number, timeoutMillis) -> {
            publish(number, number + " " + now(), timeoutMillis);
            stored.put(number, now());
            return "";
        };
    }

    /** Returns the number of confirmed messages. */
    final int storedMessages() {
        return stored.size();
    }

    /** Returns the numbers of the confirmed messages. */
    final List<Integer> storedNumbers() {
        return List.copyOf(stored.keySet());
    }

    /** Returns the number of different messages that were processed. */
    final long processedMessages() throws IOException {
        return read().stream().mapToInt(Processed::number).distinct().count();
    }

    /**
     * Returns a number of this measurement: {@code lost}, {@code consumed}, {@code redelivered}, {@code duplicates},
     * {@code lag}, {@code oldest}, {@code drain}, {@code p50}, {@code p99}, or the share of a consumer by its name.
     */
    @Override
    public final double number(String name) throws Exception {
        return switch (name) {
            case "lost" -> lost();
            case "consumed" ->
                read().stream().filter(each -> each.acknowledged >= warmupEnd()).count();
            case "redelivered" -> read().stream().filter(Processed::redelivered).count();
            case "duplicates" -> read().size() - processedMessages();
            case "lag" -> largestLag().change;
            case "oldest" ->
                ages(true).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN) * MICROS;
            case "drain" -> drain() * MICROS;
            case "p50" -> percentile(0.5);
            case "p99" -> percentile(0.99);
            default -> shareOf(name);
        };
    }

    /** Returns the processed messages at the end of the load. The first call ends the consumers. */
    private List<Processed> read() throws IOException {
        if (loadEnd == 0) {
            loadEnd = now();
            stopSamples();
            List<Processed> all = new ArrayList<>();
            for (String consumer : consumers) {
                try {
                    processes.end(consumer);
                } catch (InterruptedException stopped) {
                    throw new InterruptedIOException(consumer);
                }
                for (String line : processes.printed(consumer).lines().toList()) {
                    String[] words = line.split(" ", -1);
                    if (words.length == 6 && words[0].equals(MESSAGE)) {
                        all.add(new Processed(
                                consumer,
                                Integer.parseInt(words[1]),
                                Long.parseLong(words[2]),
                                Long.parseLong(words[3]),
                                Long.parseLong(words[4]),
                                Boolean.parseBoolean(words[5])));
                    }
                }
            }
            all.sort(Comparator.comparingLong(Processed::finished));
            processed = all;
        }
        return processed;
    }

    private long warmupEnd() {
        return stored.values().stream().mapToLong(Long::longValue).min().orElse(0)
                + ProductTrial.WARMUP.toNanos() / 1000;
    }

    /** Returns for each message its first processing, or none if it waits. */
    private Map<Integer, Processed> first() throws IOException {
        Map<Integer, Processed> first = new TreeMap<>();
        read().forEach(each -> first.putIfAbsent(each.number, each));
        return first;
    }

    /** Returns the ages at which messages were finished or acknowledged, or those at the end of the load. */
    private List<Double> ages(boolean acknowledged) throws IOException {
        Map<Integer, Processed> first = first();
        List<Double> ages = new ArrayList<>();
        stored.forEach((number, at) -> {
            if (at >= warmupEnd()) {
                Processed each = first.get(number);
                long end = each == null ? loadEnd : acknowledged ? each.acknowledged : each.finished;
                ages.add((double) Math.max(0, end - at));
            }
        });
        return ages;
    }

    private double percentile(double share) throws IOException {
        List<Double> sorted = ages(false).stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1)) * MICROS;
    }

    private double shareOf(String consumer) throws IOException {
        if (!consumers.contains(consumer)) {
            throw new IllegalArgumentException(consumer);
        }
        List<Processed> counted =
                read().stream().filter(each -> each.acknowledged >= warmupEnd()).toList();
        return counted.stream().filter(each -> each.consumer.equals(consumer)).count() / (double) counted.size();
    }

    /** Returns the number of unfinished messages after each change. */
    private List<LagChange> lag() throws IOException {
        Map<Integer, Processed> first = first();
        List<LagChange> changes = new ArrayList<>();
        first.forEach((number, each) -> {
            changes.add(new LagChange(stored.getOrDefault(number, each.sent), 1));
            changes.add(new LagChange(each.acknowledged, -1));
        });
        stored.forEach((number, at) -> {
            if (!first.containsKey(number)) {
                changes.add(new LagChange(at, 1));
            }
        });
        changes.sort(Comparator.comparingLong(LagChange::at));
        List<LagChange> levels = new ArrayList<>();
        int level = 0;
        for (LagChange each : changes) {
            level += each.change;
            levels.add(new LagChange(each.at, level));
        }
        return levels;
    }

    private LagChange largestLag() throws IOException {
        return lag().stream()
                .filter(each -> each.at >= warmupEnd())
                .max(Comparator.comparingInt(LagChange::change))
                .orElseThrow();
    }

    /** Returns the time from the largest lag until there is none. */
    private double drain() throws IOException {
        LagChange largest = largestLag();
        return lag().stream()
                .filter(each -> each.at > largest.at && each.change <= 0)
                .mapToDouble(each -> each.at - largest.at)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() throws IOException {
        processes.close();
    }

    /** Returns a count of this site as a figure. Goal: 10 % or 3. */
    static Figure count(String name, String metric) {
        return Figure.count(name, metric, measured -> measured.site().number(name));
    }

    /** Returns a time of this site as a figure, in s. */
    static Figure time(String name, String metric, double within) {
        return Figure.time(name, metric, within, measured -> measured.site().number(name));
    }

    /** Returns a percentile of the times from the storage of messages to the end of their work. */
    static Figure endToEnd(String percentile, String metric, double relative) {
        return new Figure(
                "end to end " + percentile,
                metric,
                "",
                relative,
                0,
                1e-9,
                measured -> measured.site().number(percentile));
    }
}
