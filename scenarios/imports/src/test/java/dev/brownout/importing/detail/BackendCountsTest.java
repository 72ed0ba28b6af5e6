package dev.brownout.importing.detail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendCountsTest {
    private static BackendCounts counts(String... fields) {
        BackendCounts counts = new BackendCounts();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < fields.length; i++) {
                counts.add(fields[i], (long) round * fields.length + i);
            }
        }
        return counts;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "10.0.0.1:80 ! 1 ! 0",
                "10.0.0.1:80, 10.0.0.2:80 ! 2 ! 1",
                "10.0.0.1:80 : unix:/tmp/app.sock ! 2 ! 1",
                "10.0.0.1:80, 10.0.0.2:80 : 10.0.1.1:80 ! 3 ! 1",
                "[2001:db8::1]:80 ! 1 ! 0",
                "http://10.0.0.1:80 ! 1 ! 0",
                "app/srv1 ! 1 ! 0",
                "app/<NOSRV> ! 0 ! 0",
                "- ! 0 ! 0",
            })
    void readsListsOfBackends(String field, int backends, int retried) {
        BackendCounts counts = counts(field);
        assertThat(counts.size()).isEqualTo(backends);
        assertThat(counts.isKnown()).isEqualTo(backends > 0);
        assertThat(String.join("", counts.remarks()).contains("2 requests were sent to a further backend"))
                .isEqualTo(retried > 0);
    }

    /** Four instances replace one another in two steps, of which two exist at a time. */
    @Test
    void instancesThatReplaceOneAnotherAreNotCountedTogether() {
        BackendCounts counts = new BackendCounts();
        for (int step = 0; step < 2; step++) {
            for (int i = 0; i < 10; i++) {
                counts.add("10.0." + step + "." + i % 2 + ":80", step * 100L + i);
            }
        }
        assertThat(counts.size()).isEqualTo(4);
        assertThat(counts.concurrent()).isEqualTo(2);
        assertThat(counts.remarks())
                .singleElement()
                .asString()
                .contains("4 different ones")
                .contains("at most 2");
    }

    @Test
    void groupsAreListed() {
        BackendCounts counts = counts("app/srv1", "app/srv2", "api/srv1");
        assertThat(counts.concurrent()).isEqualTo(3);
        assertThat(counts.remarks()).singleElement().asString().contains("2 app, 1 api");
    }

    @Test
    void tooManyBackendsAreUnknown() {
        BackendCounts counts = new BackendCounts();
        for (int i = 0; i <= BackendCounts.MAXIMUM; i++) {
            counts.add("10.0.0.1:" + i, i);
        }
        assertThat(counts.isKnown()).isFalse();
        assertThat(counts.remarks()).anySatisfy(remark -> assertThat(remark).contains("more than 1024"));
    }
}
