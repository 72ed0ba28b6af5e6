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
 * Calibration of the site with one light load. There is no waiting at that load, so measured times are service times.
 * The numbers of workers, connections and queue slots and the timeouts are taken from the configuration instead.
 *
 * @param route time of a request outside the service, in ns: generator, nginx and the network between them
 * @param work time on a core and asleep, in ns
 * @param lookups duration of a lookup in Redis, measured in the service, in ns
 * @param query duration of a query of PostgreSQL, measured in the service, in ns
 * @param waiting waiting time for a worker and for a connection, in ns; almost 0 for a light load
 * @param keys Zipf distribution of the requested keys, for the known number of rows
 * @param entries number of entries in Redis after the load
 */
record SiteCalibration(
        List<Long> route,
        List<Long> work,
        List<Long> lookups,
        List<Long> query,
        List<Long> waiting,
        ZipfFit keys,
        int entries) {

    /**
     * Calibrates the site from the planned requests of a load, their responses, and the spans of the service. Only
     * successful requests after the warm-up are used.
     */
    static SiteCalibration of(
            List<PlannedRequest> plan, List<MeasuredResponse> answers, List<Span> spans, int entries) {
        Map<Integer, Span> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.id(), span));
        List<Long> path = new ArrayList<>();
        List<Span> counted = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            Span span = byId.get(i);
            MeasuredResponse answer = answers.get(i);
            if (plan.get(i).atNanos() >= SiteTrial.WARMUP.toNanos() && span != null && answer.good()) {
                path.add(Math.max(0, answer.nanos() - span.all()));
                counted.add(span);
                keys.add(plan.get(i).key());
            }
        }
        return new SiteCalibration(
                path,
                times(counted, Span::worked),
                times(counted, Span::lookups),
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

    /** Returns the calibration as lines of Markdown. */
    List<String> lines() {
        return List.of(
                line("network to the service and back (`way.csv`)", route),
                line("work and sleep in the service (`work.csv`)", work),
                line("lookup in Redis (`look.csv`)", lookups),
                line("query of PostgreSQL (`query.csv`)", query),
                line("waiting for a worker or a connection, left out", waiting),
                String.format(
                        Locale.ROOT,
                        "- keys: Zipf distribution, exponent %.3f, 95 %% confidence from %.3f to %.3f (0.9 was sent)",
                        keys.exponent(),
                        keys.low(),
                        keys.high()),
                "- entries in Redis: " + entries);
    }

    private static String line(String name, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "- %s: %d values, p50 %.2f ms, p99 %.2f ms",
                name,
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6);
    }

    /** Writes the times as files for a scenario, into a folder. */
    void write(Path folder) throws IOException {
        write(folder.resolve("way.csv"), route);
        write(folder.resolve("work.csv"), work);
        write(folder.resolve("look.csv"), lookups);
        write(folder.resolve("query.csv"), query);
    }

    private static void write(Path file, List<Long> nanos) throws IOException {
        Files.write(file, nanos.stream().map(n -> n / 1000 + "us").toList());
    }
}
