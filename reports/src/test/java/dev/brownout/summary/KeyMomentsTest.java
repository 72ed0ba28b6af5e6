package dev.brownout.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import dev.brownout.summary.KeyMoments.KeyMoment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key moment of a fault with several detections is the one that ends its failures. */
class KeyMomentsTest {
    private static SampleLines failing(int from, int to, double remaining) {
        return SampleLines.of("plain")
                .add("failed", "1/s", Kind.GAUGE, t -> t < from || t >= 90 ? 0 : t < to ? 100 : remaining)
                .fault(from, 90, 0);
    }

    private static List<String> moments(SampleLines lines) {
        return KeyMoments.of(SampleLines.result("failed", lines), 9).stream()
                .map(KeyMoment::text)
                .filter(text -> text.contains("detected"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "40, 0, 0:40 failure detected (db)",
        "50, 0, 0:50 failure detected (dns)",
        "60, 0, 1:00 failure detected (lb)",
        "40, 30, 0:40 failure detected (db)",
        "50, 30, 0:50 failure detected (dns)",
        "60, 30, 1:00 failure detected (lb)",
    })
    void theDetectionThatEndsTheFailuresIsShown(int end, double remaining, String moment) {
        SampleLines lines = failing(35, end, remaining)
                .detection(40, "db")
                .detection(50, "dns")
                .detection(60, "lb");
        assertThat(moments(lines)).containsExactly(moment);
    }

    @Test
    void detectionsByOneComponentAreOneMoment() {
        assertThat(moments(failing(35, 60, 0).detection(40, "lb").detection(60, "lb")))
                .containsExactly("0:40 failure detected");
    }
}
