package dev.brownout.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlikeTest {
    @Test
    void fewAreNamedAndManyCounted() {
        assertThat(Alike.heading(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(Alike.heading(List.of("a", "b", "c"))).isEqualTo("a and 2 others");
        assertThat(Alike.behind(List.of("a", "b", "c"), true)).isEqualTo("3 variants");
        assertThat(Alike.behind(List.of("a", "b", "c"), false)).isEqualTo("3 others");
        assertThat(Alike.of(1)).isEmpty();
        assertThat(Alike.of(2)).isEqualTo(" in both variants");
    }

    @Test
    void aCommaInANameIsNoneBetweenTwo() {
        assertThat(Alike.behind(List.of("purge", "purge, and browsers keep nothing"), true))
                .isEqualTo("purge; purge, and browsers keep nothing");
    }
}
