package dev.brownout.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {
    private static final FileFormat FORMAT = new FileFormat("results", 2);

    @Test
    void ownVersionIsRead() throws IOException {
        FORMAT.check("2", 1, 10);
        assertThat(FORMAT.refusal("2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1", "02", "2.0", "two", ""})
    void otherVersionsAreRejected(String number) {
        assertThat(FORMAT.newer(number)).isFalse();
        assertThatThrownBy(() -> FORMAT.check(number, 1, 10))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NewerFormatException.class)
                .hasMessage("'" + number + "' is not the version of results that this program reads; expected 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "10", "99999999999999999999"})
    void newerVersionsNameTheUpdate(String number) {
        assertThat(FORMAT.newer(number)).isTrue();
        assertThatThrownBy(() -> FORMAT.check(number, 4, 10))
                .isInstanceOfSatisfying(
                        NewerFormatException.class,
                        newer -> assertThat(newer.about("out.json"))
                                .isEqualTo("out.json:4:10: written for version " + number
                                        + " of results; this program reads version 2: update brownout"));
    }
}
