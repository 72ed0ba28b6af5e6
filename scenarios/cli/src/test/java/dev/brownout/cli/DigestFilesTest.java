package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.Digests.Output;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes of numbers and changes of texts and charts move different digests. */
class DigestFilesTest {
    private static final Output BEFORE = output("waits 20 ms", "0.5", "a,1", "<svg/>");

    private static Output output(String sentence, String number, String series, String charts) {
        String json = "{\n  \"sentence\" : \"the \\\"page\\\" " + sentence + "\",\n  \"value\" : " + number
                + ",\n  \"verdict\" : \"pass\"\n}\n";
        return Output.of(json.getBytes(StandardCharsets.UTF_8), series.getBytes(StandardCharsets.UTF_8), charts);
    }

    @Test
    void textsAndChartsChangeOnlyPictures() {
        for (Output after : new Output[] {
            output("is late by 20 ms", "0.5", "a,1", "<svg/>"), output("waits 20 ms", "0.5", "a,1", "<svg>1</svg>")
        }) {
            assertThat(after.results()).isEqualTo(BEFORE.results());
            assertThat(after.pictures()).isNotEqualTo(BEFORE.pictures());
        }
    }

    @Test
    void valuesAndSeriesChangeOnlyResults() {
        for (Output after : new Output[] {
            output("waits 20 ms", "0.6", "a,1", "<svg/>"), output("waits 20 ms", "0.5", "a,2", "<svg/>")
        }) {
            assertThat(after.results()).isNotEqualTo(BEFORE.results());
            assertThat(after.pictures()).isEqualTo(BEFORE.pictures());
        }
    }

    @Test
    void figuresInTextsAreResults() {
        assertThat(output("waits 21 ms", "0.5", "a,1", "<svg/>").results()).isNotEqualTo(BEFORE.results());
    }

    @Test
    void onlyChangedResultsOfARecordedCommandOpenAVersion() {
        Digests recorded = new Digests(16, Map.of("run one-box", BEFORE));
        Output reworded = output("is late by 20 ms", "0.5", "a,1", "<svg/>");
        Digests pictures = recorded.next(Map.of("run one-box", reworded));
        assertThat(pictures.number()).isEqualTo(16);
        assertThat(pictures.digest()).isEqualTo(recorded.digest());
        Digests added = recorded.next(Map.of("run one-box", BEFORE, "run cdn", BEFORE));
        assertThat(added.number()).isEqualTo(16);
        assertThat(added.digest()).isNotEqualTo(recorded.digest());
        assertThat(recorded.next(Map.of("run cdn", BEFORE)).number()).isEqualTo(16);
        Output changed = output("waits 20 ms", "0.6", "a,1", "<svg/>");
        assertThat(recorded.next(Map.of("run one-box", changed)).number()).isEqualTo(17);
    }
}
