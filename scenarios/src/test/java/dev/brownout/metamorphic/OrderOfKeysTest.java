package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.ScenarioFile;
import dev.brownout.rounds.TestRound;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Independence of the order of keys in a scenario file: with the keys shuffled at every level, the result has the same
 * bytes. Variants, assertions and predictions are listed in file order, so these three maps are not shuffled.
 */
@Tag("law")
class OrderOfKeysTest {
    private static final Set<String> LISTED = Set.of("variants", "sla", "predict");

    static List<String> names() {
        return TestRound.rotating(SmallLibrary.twelfth(3), 1, 4);
    }

    static List<String> remaining() {
        return SmallLibrary.remaining(3);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("names")
    void shuffledKeysGiveTheSameBytes(String name) {
        sameBytes(name);
    }

    @ParameterizedTest
    @MethodSource("remaining")
    @Tag("thorough")
    void shuffledKeysGiveTheSameBytesElsewhere(String name) {
        sameBytes(name);
    }

    private static void sameBytes(String name) {
        ScenarioFile written = SmallLibrary.read(name);
        ObjectNode tree = Yaml.read(SmallLibrary.text(name));
        String text = Yaml.write(Yaml.shuffled(tree, new Random(name.hashCode()), LISTED));
        assertThat(text).isNotEqualTo(Yaml.write(tree));
        ScenarioFile shuffled = SmallLibrary.reworded(name, text);
        assertThat(shuffled.digest()).isEqualTo(written.digest());
        assertThat(SmallLibrary.run(shuffled).toPrettyString())
                .isEqualTo(SmallLibrary.original(name).toPrettyString());
    }
}
