package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VariantLabelsTest {
    @Test
    void fewVariantsAreNamedAndManyAreCounted() {
        assertThat(VariantLabels.heading(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(VariantLabels.heading(List.of("a", "b", "c"))).isEqualTo("a and 2 others");
        assertThat(VariantLabels.groupSuffix(List.of("a", "b", "c"), true)).isEqualTo("3 variants");
        assertThat(VariantLabels.groupSuffix(List.of("a", "b", "c"), false)).isEqualTo("3 others");
        assertThat(VariantLabels.allVariants(1)).isEmpty();
        assertThat(VariantLabels.allVariants(2)).isEqualTo(" in both variants");
    }

    @Test
    void namesWithCommasAreSeparatedBySemicolons() {
        assertThat(VariantLabels.groupSuffix(List.of("purge", "purge, and browsers keep nothing"), true))
                .isEqualTo("purge; purge, and browsers keep nothing");
    }
}
