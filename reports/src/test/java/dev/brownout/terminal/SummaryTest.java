package dev.brownout.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void noLineIsLongerThanTheTerminal() throws Exception {
        String text = Summary.render(Samples.secondServer(), Options.plain());
        Files.createDirectories(Path.of("target/look"));
        Files.writeString(Path.of("target/look/second.txt"), text);
        Files.writeString(Path.of("target/look/single.txt"), Summary.render(Samples.single(), Options.plain()));
        assertThat(text.lines()).allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void guessingHidesWhatWasMeasured() {
        String text = Summary.render(Samples.single(), new Options(false, 80, true, List.of()));
        assertThat(text).contains("lost requests").contains("???").doesNotContain("1,804").doesNotContain("99.64");
    }
}
