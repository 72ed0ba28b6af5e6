package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.Lines;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RailTest {
    private static final long SECOND = 1_000_000_000L;

    private static Lines outage(String name, double promoted) {
        return Lines.of(name)
                .add("availability", "ratio", Kind.GAUGE, t -> t >= 30 && t < promoted ? 0.4 : 0.995)
                .fault(30, 90, 10)
                .happening(32, "ejected")
                .happening(promoted, "promoted");
    }

    private static Rail rail(Lines... variants) {
        RunResult result = Lines.result("availability", variants);
        return Rail.of(result.variants());
    }

    @Test
    void aFaultIsABarThatSaysWhatIsDoneToWhat() {
        assertThat(rail(outage("plain", 40)).bars()).containsExactly(new Rail.Bar("db off", 30 * SECOND, 90 * SECOND));
    }

    @Test
    void aFaultOfOneVariantSaysSo() {
        Lines calm = Lines.of("calm").add("availability", "ratio", Kind.GAUGE, t -> 1);
        assertThat(rail(outage("plain", 40), calm).bars())
                .extracting(Rail.Bar::label)
                .containsExactly("db off (plain)");
    }

    @Test
    void whatHappenedIsMarkedAndWhenUsersWereHurtIsAStretch() {
        Rail.Row row = rail(outage("plain", 40)).rows().get(0);
        assertThat(row.marks())
                .containsExactly(
                        new Rail.Mark(Milestone.NOTICED, 32 * SECOND), new Rail.Mark(Milestone.PROMOTED, 40 * SECOND));
        assertThat(row.hurt()).containsExactly(new Hurt(30 * SECOND, 40 * SECOND));
    }

    @Test
    void variantsThatAreAlikeShareARow() {
        assertThat(rail(outage("one", 40), outage("other", 40)).rows())
                .extracting(Rail.Row::line)
                .containsExactly(-1);
        assertThat(rail(outage("one", 40), outage("other", 45)).rows())
                .extracting(Rail.Row::line)
                .containsExactly(0, 1);
    }

    @Test
    void theKeyNamesTheLettersThatAreThere() {
        assertThat(RailPainter.key(List.of(rail(outage("plain", 40)))))
                .isEqualTo("n noticed · p promoted · shaded: over 1 % fail");
        assertThat(RailPainter.key(List.of())).isEmpty();
    }

    @Test
    void noTwoMilestonesShareALetter() {
        assertThat(Arrays.stream(Milestone.values()).map(Milestone::letter)).doesNotHaveDuplicates();
    }
}
