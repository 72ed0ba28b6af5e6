package dev.brownout.chart;

import java.util.List;

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
}
