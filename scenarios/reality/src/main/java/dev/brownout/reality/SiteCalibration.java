package dev.brownout.reality;

import dev.brownout.importing.fitting.ZipfFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What one quiet load tells of the site. Waiting is none there, so times are times of work; how many workers,
 * connections and places there are, and how long anybody waits for anybody, is read from the configuration instead.
 *
 * @param way nanoseconds of a request outside of the service: its sender, nginx, and the way between
 * @param work on a processor and asleep
 * @param look a look-up in Redis, from the service
 * @param query a query of PostgreSQL, from the service
 * @param waiting for a worker and for a connection: next to nothing, or the load was not quiet
 * @param keys Zipf's law of what was asked for, of so many rows as there are
 * @param entries that Redis has room for
 */
record SiteCalibration(
        List<Long> way,
        List<Long> work,
        List<Long> look,
        List<Long> query,
        List<Long> waiting,
        ZipfFit keys,
        int entries) {

    /** Reads it off the answers of a load, what the service wrote of them, and what they asked for. */
    static SiteCalibration of(
            List<PlannedRequest> plan, List<MeasuredResponse> answers, List<Span> spans, int entries) {
        Map<Integer, Span> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.id(), span));
        List<Long> way = new ArrayList<>();
        List<Span> counted = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            Span span = byId.get(i);
            MeasuredResponse answer = answers.get(i);
            if (plan.get(i).atNanos() >= SiteTrial.WARMUP.toNanos() && span != null && answer.good()) {
                way.add(Math.max(0, answer.nanos() - span.all()));
                counted.add(span);
                keys.add(plan.get(i).key());
            }
        }
        return new SiteCalibration(
                way,
                times(counted, Span::worked),
                times(counted, Span::looked),
                times(counted.stream().filter(span -> span.queried() > 0).toList(), Span::queried),
                times(counted, span -> span.waited() + span.pooled()),
                popularity(keys),
                entries);
    }

    private static List<Long> times(List<Span> spans, ToLongFunction<Span> time) {
        return spans.stream().mapToLong(time).sorted().boxed().toList();
    }

    private static ZipfFit popularity(List<Integer> keys) {
        long[] counts = new long[ServerStack.ROWS];
        keys.forEach(key -> counts[key - 1]++);
        return ZipfFit.ofKnown(ServerStack.ROWS, counts);
    }

    /** What it found, for people: lines in Markdown. */
    List<String> lines() {
        return List.of(
                line("way to the service and back (`way.csv`)", way),
                line("work and sleep in the service (`work.csv`)", work),
                line("look-up in Redis (`look.csv`)", look),
                line("query of PostgreSQL (`query.csv`)", query),
                line("waiting for a worker or a connection, which is left out", waiting),
                String.format(
                        Locale.ROOT,
                        "- keys: Zipf's law, exponent %.3f, between %.3f and %.3f with 95 %% confidence (sent is 0.9)",
                        keys.exponent(),
                        keys.low(),
                        keys.high()),
                "- entries that Redis holds: " + entries);
    }

    private static String line(String what, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "- %s: %d values, p50 %.2f ms, p99 %.2f ms",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6);
    }

    /** Writes the times as files for a scenario, into a folder. */
    void write(Path folder) throws IOException {
        write(folder.resolve("way.csv"), way);
        write(folder.resolve("work.csv"), work);
        write(folder.resolve("look.csv"), look);
        write(folder.resolve("query.csv"), query);
    }

    private static void write(Path file, List<Long> nanos) throws IOException {
        Files.write(file, nanos.stream().map(n -> n / 1000 + "us").toList());
    }
}
