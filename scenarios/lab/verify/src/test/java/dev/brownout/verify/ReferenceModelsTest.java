package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.rounds.TestRound;
import dev.brownout.runtime.Run;
import dev.brownout.verify.model.Families;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scenario texts of the reference models, of which {@code mvn verify} loads a part that depends on the commit. */
@Tag("once")
class ReferenceModelsTest {
    private static final int SOME = 10;

    @Test
    @Tag("rows")
    void everyTextIsAValidScenario() throws Exception {
        Map<String, String> texts = new TreeMap<>();
        for (ModelFamily family : Families.all()) {
            family.models().forEach(model -> model.text().ifPresent(text -> texts.put(model.id(), text)));
        }
        assertThat(texts).hasSizeGreaterThan(100);
        for (String id : TestRound.rotating(List.copyOf(texts.keySet()), SOME)) {
            ScenarioFile file = new Loader(name -> Optional.empty()).load(id, texts.get(id), Overrides.NONE);
            Run.check(file.variants().get(0).scenario());
            assertThat(file.title()).as(id).isNotBlank();
        }
    }
}
