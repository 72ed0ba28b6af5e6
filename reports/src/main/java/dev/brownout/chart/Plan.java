package dev.brownout.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A chart to draw.
 *
 * @param slug its file name without ending
 * @param topic what it is about
 * @param subject the request class or component that it shows; empty for the whole system
 * @param name the first words of its title, such as {@code Hit ratio of cache}
 * @param columns names of the columns to draw, in order
 * @param labels what to call each of them
 */
record Plan(String slug, Topic topic, String subject, String name, List<String> columns, List<String> labels) {

    Plan {
        columns = List.copyOf(columns);
        labels = List.copyOf(labels);
    }

    /** The same chart without p95 and p99.9 where it also shows p50 and p99, for panels that are small. */
    Plan withFewerPercentiles() {
        if (!labels.containsAll(List.of("p50", "p99"))) {
            return this;
        }
        List<Integer> kept = IntStream.range(0, columns.size())
                .filter(i -> !labels.get(i).equals("p95") && !labels.get(i).equals("p99.9"))
                .boxed()
                .toList();
        return new Plan(
                slug,
                topic,
                subject,
                name,
                kept.stream().map(columns::get).toList(),
                kept.stream().map(labels::get).toList());
    }
}
