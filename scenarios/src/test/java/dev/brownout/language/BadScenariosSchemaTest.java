package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.reference.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.error.YAMLException;

/** Which of the bad scenarios an editor marks by the schema alone, and which only the loader can refuse. */
class BadScenariosSchemaTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad");
    private static final Validator VALIDATOR = new Validator(SampleVerbs.vocabulary());

    /** The editor finds them by itself: they are no YAML, or none that JSON could hold. */
    private static final List<String> NO_YAML = List.of();

    /** What they refer to, add up or compute is not there or not right: a schema cannot know. */
    private static final List<String> LOADER = List.of();

    static List<String> files() throws IOException {
        return BadScenariosTest.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isMarkedUnlessOnlyTheLoaderKnowsBetter(String name) throws IOException {
        String sort = name.replace(".yaml", "");
        String text = Files.readString(FOLDER.resolve(name));
        String found;
        try {
            found = VALIDATOR.problems(text).isEmpty() ? "loader" : "schema";
        } catch (YAMLException | StackOverflowError | IllegalArgumentException noYaml) {
            found = "yaml";
        }
        String expected = NO_YAML.contains(sort) ? "yaml" : LOADER.contains(sort) ? "loader" : "schema";
        assertThat(sort + ": " + found).isEqualTo(sort + ": " + expected);
    }
}
