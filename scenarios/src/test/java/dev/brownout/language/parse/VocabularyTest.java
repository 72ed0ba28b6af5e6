package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.catalog.Catalog;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Uniqueness of metric names. */
class VocabularyTest {
    record WaitingMetrics(
            @Doc("Those in a queue of its own.") TimeWeighted waiting) {}

    record Late(@Doc("Calls that came too late.") Counter late) {}

    @Kind("desk")
    @DeclaresMetrics(WaitingMetrics.class)
    private interface Desk extends ComponentSpec {}

    @Kind("clerk")
    @DeclaresMetrics(Late.class)
    private interface Clerk extends ComponentSpec {}

    @Kind("patience")
    @DeclaresMetrics(Late.class)
    private interface Patience extends FilterSpec {}

    private static void vocabulary(
            List<Class<? extends ComponentSpec>> kinds, List<Class<? extends FilterSpec>> policies) {
        new Vocabulary(kinds, policies, Catalog.faults());
    }

    @Test
    void shippedMetricNamesAreUnique() {
        assertThatCode(() -> Vocabulary.requireOwnMeasures(Catalog.components(), Catalog.policies()))
                .doesNotThrowAnyException();
    }

    @Test
    void rejectsKindsThatRedefineACommonMetric() {
        assertThatThrownBy(() -> vocabulary(List.of(Desk.class), Catalog.policies()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Desk measures 'waiting', which is the name of a built-in metric");
    }

    @Test
    void rejectsPoliciesThatRedefineARequestMetric() {
        assertThatThrownBy(() -> vocabulary(Catalog.components(), List.of(Patience.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Patience measures 'late'");
    }

    @Test
    void acceptsKindsWithTheNameOfARequestMetric() {
        assertThatCode(() -> vocabulary(List.of(Clerk.class), Catalog.policies()))
                .doesNotThrowAnyException();
    }
}
