package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of the library about language models: each variant meets and violates the assertions that it states. */
@Tag("story")
class InferenceStoriesTest {
    private static final Loader LOADER = new Loader(LanguageDefinition.standard(), none -> Optional.empty());

    @ParameterizedTest
    @ChosenRows({1, 3, 4})
    @ValueSource(
            strings = {
                "capacity/llm-kv-full",
                "capacity/llm-or-api",
                "capacity/llm-prefill-stalls-decode",
                "capacity/llm-routing-by-prefix",
                "scaling/llm-burst-and-cold-start"
            })
    void verdictsAreThoseStated(String name) throws Exception {
        ScenarioFile file = LOADER.load(Path.of("library", name + ".yaml"), Overrides.NONE);
        assertThat(file.variants()).hasSizeGreaterThan(1);
        for (ScenarioFile.Variant variant : file.variants()) {
            VariantResult result = Run.execute(
                    variant.scenario(), file.setup(variant), (share, events, inFlight) -> events < Long.MAX_VALUE);
            assertThat(result.evaluation().sla())
                    .as(variant.name())
                    .isNotEmpty()
                    .allSatisfy((assertion, verdict) ->
                            assertThat(verdict.asExpected()).as(assertion).isTrue());
        }
    }
}
