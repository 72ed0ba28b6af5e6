package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.spec.Doc;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.MetricRecords;
import dev.brownout.typetable.RecordField;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Descriptions of metrics: a time-weighted mean is described as such, a counter is not. */
class MetricDescriptionTest {
    private static Stream<Class<?>> measure() {
        Vocabulary vocabulary = Vocabulary.standard();
        return Stream.concat(vocabulary.components().stream(), vocabulary.policies().stream())
                .filter(type -> type.isAnnotationPresent(DeclaresMetrics.class));
    }

    @Test
    void descriptionsDistinguishMeansOverTimeFromCounts() {
        int levels = 0;
        for (Class<?> type : measure().toList()) {
            List<ManualPage.Measure> messages = Metrics.measures(type);
            for (RecordField metric : MetricRecords.metrics(type).toList()) {
                String sentence = messages.stream()
                        .filter(measure -> measure.name().equals(metric.yamlName()))
                        .findFirst()
                        .orElseThrow()
                        .sentence();
                boolean level =
                        sentence.contains("time-weighted") || sentence.contains("A mean over time, not a count");
                if (metric.type() == TimeWeighted.class) {
                    assertThat(level).as("%s: %s", metric, sentence).isTrue();
                    levels++;
                } else if (metric.type() == Counter.class) {
                    assertThat(level).as("%s: %s", metric, sentence).isFalse();
                    assertThat(metric.has(Doc.class)).isTrue();
                }
            }
        }
        assertThat(levels).isGreaterThan(35);
    }
}
